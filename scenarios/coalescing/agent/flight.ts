import type { Safeguards } from './safeguards.ts';

/** A stream from the model that any number of callers read. */
export interface Flight {
  /** How many calls for the same it is: this one, and those that failed before. */
  readonly attempt: number;
  /** The signal of the caller that began it. */
  readonly leader: AbortSignal;
  /** When it ended, and with what error, if any; undefined while it is under way. */
  readonly end: () => { readonly error?: unknown; readonly atMs: number } | undefined;
  /** Joins it: its pieces from the first, several as one where they have come; throws what ended it, or `signal`. */
  readonly read: (signal: AbortSignal) => AsyncGenerator<string, void>;
}

/** What a flight is begun with. */
export interface FlightOptions extends Pick<Flight, 'attempt' | 'leader'> {
  readonly safeguards: Safeguards;
}

/** Begins a call; it goes on until it ends, or nobody reads any more. */
export function flight(
  source: (signal: AbortSignal) => AsyncIterable<string>,
  { attempt, leader, safeguards }: FlightOptions,
): Flight {
  const pieces: string[] = [];
  const readers = new Set<{ at: number }>();
  const unread = new AbortController();
  let end: ReturnType<Flight['end']>;
  let news = Promise.withResolvers<void>();

  function tell(): void {
    news.resolve();
    news = Promise.withResolvers();
  }

  function isBehind(): boolean {
    return [...readers].some(({ at }) => at < pieces.length);
  }

  async function fly(): Promise<void> {
    const lasts = safeguards.outlivesLeader ? [unread.signal] : [unread.signal, leader];
    try {
      for await (const piece of source(AbortSignal.any(lasts))) {
        pieces.push(piece);
        tell();
        while (!safeguards.isolatesReaders && isBehind()) await news.promise;
      }
      end = { atMs: performance.now() };
    } catch (error) {
      end = { error, atMs: performance.now() };
    }
    tell();
  }

  // Joins at once: who was counted only when it reads could find the call given up.
  function read(signal: AbortSignal): AsyncGenerator<string, void> {
    const reader = { at: safeguards.replaysStart ? 0 : pieces.length };
    readers.add(reader);
    return readOn(reader, signal);
  }

  async function* readOn(
    reader: { at: number },
    signal: AbortSignal,
  ): AsyncGenerator<string, void> {
    signal.addEventListener('abort', tell);
    try {
      for (;;) {
        signal.throwIfAborted();
        const upTo = pieces.length;
        if (reader.at < upTo) {
          yield pieces.slice(reader.at, upTo).join('');
          reader.at = upTo;
          tell();
        } else if (end?.error) throw end.error;
        else if (end) return;
        else await news.promise;
      }
    } finally {
      signal.removeEventListener('abort', tell);
      readers.delete(reader);
      tell();
      if (readers.size === 0 && !end) unread.abort(new Error('nobody reads'));
    }
  }

  void fly();
  return { attempt, leader, end: () => end, read };
}
