import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';
import { sleep } from '../../../model/clock.ts';
import { mostReplyBytes } from '../../../model/agent-exchange.ts';

/** What a program shows on its terminal, as text without control codes. */
export interface TerminalScreen {
  readonly push: (chunk: Buffer) => void;
  /** How much was shown so far. */
  readonly size: () => number;
  /** The text shown since then. A line that was written over is as it was written last. */
  readonly since: (size: number) => string;
  /** Resolves once what was shown since then matches; false where `stop` aborts first. */
  readonly shows: (sign: RegExp, size: number, stop: AbortSignal) => Promise<boolean>;
  /** Resolves once nothing more is shown; false where `stop` aborts first. */
  readonly isQuiet: (stop: AbortSignal) => Promise<boolean>;
  /** Aborts where more is shown than is read. */
  readonly full: AbortSignal;
}

/** An empty screen. */
export function emptyScreen(): TerminalScreen {
  const decoder = new StringDecoder('utf8');
  const full = new AbortController();
  const watchers = new Set<() => void>();
  let raw = '';
  const since = (size: number) => shown(raw.slice(size));
  return {
    push: (chunk) => {
      if (raw.length > mostReplyBytes) return full.abort();
      raw += decoder.write(chunk);
      for (const look of watchers) look();
    },
    size: () => raw.length,
    since,
    shows: (sign, size, stop) =>
      new Promise((resolve) => {
        const end = (found: boolean) => {
          watchers.delete(look);
          stop.removeEventListener('abort', leave);
          resolve(found);
        };
        // A sign is short and shown last: all of a long text is not read again and again.
        const look = () => {
          if (matchIn(since(Math.max(size, raw.length - mostSign)), sign)) end(true);
        };
        const leave = () => end(false);
        stop.addEventListener('abort', leave);
        watchers.add(look);
        if (stop.aborted) leave();
        else look();
      }),
    isQuiet: async (stop) => {
      for (let round = 1; !stop.aborted; round += 1) {
        const before = raw.length;
        await sleep(quietMs, stop);
        const isStill = raw.length === before && (before > 0 || round >= silentRounds);
        if (isStill && !stop.aborted) return true;
      }
      return false;
    },
    full: full.signal,
  };
}

const mostSign = 10_000;
const quietMs = 500;
/** A program that shows nothing at all waits for input, once it had the time to start. */
const silentRounds = 6;

/** The last match of a sign, whatever its flags. */
export function matchIn(text: string, sign: RegExp): RegExpExecArray | undefined {
  const all = new RegExp(sign.source, `${sign.flags.replace(/[gy]/g, '')}g`);
  return [...text.matchAll(all)].at(-1);
}

function shown(raw: string): string {
  return stripVTControlCharacters(raw)
    .split('\n')
    .map((line) => line.replace(/\r+$/, '').split('\r').at(-1) ?? '')
    .join('\n');
}
