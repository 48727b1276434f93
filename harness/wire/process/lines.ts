import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';
import { notableLines } from '../../model/trace/notable-lines.ts';

/** The last lines of output: at most 200, each of at most 2,000 characters, without colours. */
export interface Lines {
  /** The last `count` lines (all that are kept, by default), oldest first. */
  readonly last: (count?: number) => readonly string[];
  /** Calls `seen` for every further line; returns a function that ends this. */
  readonly watch: (seen: (line: string) => void) => () => void;
  /** Opens another stream whose lines are kept. */
  readonly open: () => LineSink;
}

/** Splits a stream of bytes into lines. */
export interface LineSink {
  readonly push: (chunk: Buffer) => void;
  /** Keeps the text after the last line break as a line. */
  readonly end: () => void;
}

const longest = 2000;
const most = 200;

/** Makes an empty buffer of lines; `redact` changes each line before it is kept. */
export function keepLines(redact: (line: string) => string = (line) => line): Lines {
  const kept: string[] = [];
  const watchers = new Set<(line: string) => void>();
  const add = (raw: string) => {
    const line = stripVTControlCharacters(raw.slice(0, longest)).trimEnd();
    kept.push(redact(line));
    if (kept.length > most) kept.shift();
    for (const seen of watchers) seen(line);
  };
  return {
    last: (count = most) => kept.slice(-count),
    watch: (seen) => {
      watchers.add(seen);
      return () => void watchers.delete(seen);
    },
    open: () => sink(add),
  };
}

/** The ten most notable lines as a block for an error message; empty if there are none. */
export function quote(lines: readonly string[]): string {
  const some = notableLines(lines, 10);
  return some.length === 0 ? '' : `; it printed last:\n  ${some.join('\n  ')}\n`;
}

function sink(add: (line: string) => void): LineSink {
  // Most streams are never written to.
  let decoder: StringDecoder | undefined;
  let rest = '';
  return {
    push: (chunk) => {
      const parts = (rest + (decoder ??= new StringDecoder('utf8')).write(chunk)).split('\n');
      // Cut, so that output without line breaks cannot fill the memory.
      rest = (parts.pop() ?? '').slice(0, longest);
      parts.forEach(add);
    },
    end: () => {
      rest += decoder?.end() ?? '';
      if (rest !== '') add(rest);
      rest = '';
    },
  };
}
