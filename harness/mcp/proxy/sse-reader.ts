import { eventData } from '../../model/rpc/rpc-framing.ts';

/** Takes the text of an event stream in pieces, and gives its events out as they are complete. */
export interface SseReader {
  readonly push: (text: string) => void;
  /** The text after the last complete event. */
  readonly rest: () => string;
}

/** Splits a stream after each blank line; the bytes of an event stay as they are. */
export function sseReader(onEvent: (event: string, data: string) => void): SseReader {
  let rest = '';
  return {
    push: (text) => {
      rest += text;
      for (let end = blankLine.exec(rest); end; end = blankLine.exec(rest)) {
        const event = rest.slice(0, end.index + end[0].length);
        rest = rest.slice(event.length);
        onEvent(event, eventData(event));
      }
    },
    rest: () => rest,
  };
}

const blankLine = /\r\n\r\n|\n\n|\r\r/;
