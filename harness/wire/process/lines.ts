import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';
import { notableLines } from '../../model/trace/notable-lines.ts';

/** The last lines a program printed: at most 200, each of at most 2,000 characters, no colours. */
export interface Lines {
  /** The last `count` lines (all that are kept, by default), oldest first. */
  readonly last: (count?: number) => readonly string[];
  /** Calls `seen` for every line to come; returns what stops it. */
  readonly watch: (seen: (line: string) => void) => () => void;
  /** One more stream whose lines are kept, too. */
  readonly open: () => LineSink;
}

/** Takes a stream of bytes apart into lines. */
export interface LineSink {
  readonly push: (chunk: Buffer) => void;
  /** Keeps what came after the last line break. */
  readonly end: () => void;
}

const longest = 2000;
const most = 200;

/** An empty ring of lines, each kept as `redact` leaves it. */
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

/** The ten most telling lines as a block for an error message, or '' where nothing was printed. */
export function quote(lines: readonly string[]): string {
  const some = notableLines(lines, 10);
  return some.length === 0 ? '' : `; it printed last:\n  ${some.join('\n  ')}\n`;
}

function sink(add: (line: string) => void): LineSink {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  return {
    push: (chunk) => {
      const parts = (rest + decoder.write(chunk)).split('\n');
      // Cut, so that output without line breaks cannot fill the memory.
      rest = (parts.pop() ?? '').slice(0, longest);
      parts.forEach(add);
    },
    end: () => {
      rest += decoder.end();
      if (rest !== '') add(rest);
      rest = '';
    },
  };
}
