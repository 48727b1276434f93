import { openMessage, type HttpMessage } from './http-message.ts';

/** Bytes of one HTTP/1.1 message, or of data that is no HTTP/1.1. */
export interface MessagePart {
  readonly data: Uint8Array;
  /** The message; null for data that is no HTTP/1.1. */
  readonly message: HttpMessage | null;
  /** Whether the message begins with these bytes. */
  readonly isFirst: boolean;
  /** Whether the message ends with these bytes. */
  readonly isLast: boolean;
}

/** Finds the messages in one direction of a connection. */
export interface Messages {
  readonly split: (data: Uint8Array) => readonly MessagePart[];
}

const firstLine = /^(?:[A-Z]+ \S+ HTTP\/1\.[01]|HTTP\/1\.[01] \d{3}[^\r\n]*)\r\n/;

/**
 * Makes a finder. If the data does not begin with a message, the finder waits for a read that does.
 */
export function openMessages(): Messages {
  let message: HttpMessage | null = null;
  let isLost = false;

  const begins = (data: Uint8Array, at: number): boolean => {
    const text = Buffer.from(data.subarray(at, at + 2048)).toString('latin1');
    if (message === null && !isLost) return /^[A-Z]+(?:$|[ /])/.test(text);
    if (at > 0 || !firstLine.test(text)) return false;
    // A reply to HEAD names the length of a body that never comes.
    return message === null || (message.head() !== '' && !message.hasBody());
  };
  return {
    split: (data) => {
      const stretches: MessagePart[] = [];
      for (let at = 0; at < data.length;) {
        const isFirst = begins(data, at);
        if (isFirst) message = openMessage();
        isLost = message === null;
        const upTo: number = message?.take(data, at) ?? data.length;
        const isLast = message?.isOver() ?? false;
        stretches.push({ data: data.subarray(at, upTo), message, isFirst, isLast });
        if (isLast) message = null;
        at = upTo;
      }
      return stretches;
    },
  };
}
