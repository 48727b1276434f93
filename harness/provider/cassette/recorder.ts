import type { Cassette, CassetteEntry } from '../../model/cassette.ts';
import { credentialsIn } from '../../model/redaction/credentials.ts';
import type { Redactor } from '../../model/redaction/redactor.ts';
import type { Live, Reply } from '../../model/reply.ts';
import type { Asking } from '../source.ts';
import type { OnReply } from '../upstream/passing.ts';
import { keyedRequest } from './recorded-request.ts';
import { cleanRequest, cleanTake } from './without-secrets.ts';

/** What a recorder needs. */
export interface CassetteRecorderOptions {
  /** What is in the file already; a request that is asked again gets new takes. */
  readonly before: Cassette;
  readonly redactor: Pick<Redactor, 'text' | 'learn'>;
  /** Writes the file as a whole, so that readers see the old text or the new. */
  readonly write: (text: string) => Promise<void>;
  /** Called with what `write` threw. */
  readonly onError: (error: unknown) => void;
}

/** Writes down the replies of upstreams as they end. */
export interface CassetteRecorder {
  readonly onReply: OnReply;
  /** The number of replies that were recorded. */
  readonly takes: () => number;
  /** The number of replies that were not, for of their request there were `mostTakes`. */
  readonly leftOut: () => number;
  /** Resolves once all that has ended is written. */
  readonly settled: () => Promise<void>;
}

/** Opens a recorder, and writes its file for the first time; rejects where that fails. */
export async function openRecorder(options: CassetteRecorderOptions): Promise<CassetteRecorder> {
  const { before, redactor, write, onError } = options;
  const entries = new Map(before.entries.map((entry) => [entry.key, entry]));
  const fresh = new Set<string>();
  let takes = 0;
  let leftOut = 0;
  let writing: Promise<void> | undefined;
  let isDue = false;
  const text = () => {
    const cassette: Cassette = { version: 1, entries: [...entries.values()] };
    return `${JSON.stringify(cassette, null, 1)}\n`;
  };
  const writeAll = async () => {
    while (isDue) {
      isDue = false;
      await write(text()).catch(onError);
    }
    writing = undefined;
  };
  const take = (asking: Asking, reply: Reply) => {
    // What broke off says nothing of what the provider says.
    if (reply.end !== 'done') return;
    const { incoming } = asking.at.call;
    redactor.learn(credentialsIn(incoming));
    const { key, request } = keyedRequest(asking, incoming);
    const known = fresh.has(key) ? entries.get(key) : undefined;
    fresh.add(key);
    if (known && known.takes.length >= mostTakes) {
      leftOut += 1;
      return;
    }
    entries.set(key, entryOf({ key, request: cleanRequest(request, redactor) }, known, reply));
    takes += 1;
    isDue = true;
    writing ??= writeAll();
  };

  function entryOf(
    named: Pick<CassetteEntry, 'key' | 'request'>,
    known: CassetteEntry | undefined,
    reply: Reply,
  ): CassetteEntry {
    return { ...named, takes: [...(known?.takes ?? []), cleanTake(reply, redactor)] };
  }

  await write(text());
  return {
    onReply: (asking, reply, sentMs) => {
      const { nowMs } = asking.at.clock;
      const waitMs = Math.round(nowMs() - sentMs);
      if (reply.live) {
        return {
          ...reply,
          live: overheard(reply.live, (whole) => take(asking, later(whole, waitMs))),
        };
      }
      take(asking, later(reply, waitMs));
      return reply;
    },
    takes: () => takes,
    leftOut: () => leftOut,
    settled: async () => void (await writing),
  };
}

/** The most replies that are kept of one request. */
export const mostTakes = 100;

/** The reply, its first piece after the wait for its head. */
function later(reply: Reply, waitMs: number): Reply {
  const [first, ...others] = reply.frames;
  if (!first) return reply;
  return { ...reply, frames: [{ ...first, afterMs: first.afterMs + waitMs }, ...others] };
}

/** The live body; `onWhole` is called once all of it has come. */
function overheard({ pieces, soFar }: Live, onWhole: (whole: Reply) => void): Live {
  const coming = pieces[Symbol.asyncIterator]();
  let isOver = false;
  const iterator: AsyncIterator<Uint8Array> = {
    next: async () => {
      const next = await coming.next();
      if (next.done && !isOver) onWhole(soFar());
      isOver ||= next.done === true;
      return next;
    },
    return: async () => {
      isOver = true;
      return (await coming.return?.()) ?? { done: true, value: undefined };
    },
  };
  return { pieces: { [Symbol.asyncIterator]: () => iterator }, soFar };
}
