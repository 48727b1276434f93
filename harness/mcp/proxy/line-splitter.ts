import { StringDecoder } from 'node:string_decoder';

/** Takes bytes of UTF-8, and gives them out line by line. */
export interface LineSplitter {
  readonly push: (chunk: Buffer) => void;
  /** Gives out what stands after the last line break. */
  readonly end: () => void;
}

/**
 * Splits at `\n` alone: JSON may hold other line breaks, such as U+2028. Lines of more than 32 MiB are
 * given out in parts, so that output without line breaks cannot fill the memory.
 */
export function lineSplitter(onLine: (line: string) => void): LineSplitter {
  const decoder = new StringDecoder('utf8');
  let parts: string[] = [];
  let length = 0;
  const give = () => {
    const line = parts.join('');
    parts = [];
    length = 0;
    if (line.trim() !== '') onLine(line.replace(/\r$/, ''));
  };
  const keep = (part: string) => {
    parts.push(part);
    length += part.length;
    if (length > longest) give();
  };
  return {
    push: (chunk) => {
      const [first = '', ...others] = decoder.write(chunk).split('\n');
      keep(first);
      for (const part of others) {
        give();
        keep(part);
      }
    },
    end: () => {
      keep(decoder.end());
      give();
    },
  };
}

const longest = 32 * 1024 * 1024;
