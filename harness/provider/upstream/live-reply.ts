import type { Readable } from 'node:stream';
import type { Frame, Reply } from '../../model/reply.ts';
import { decodedMessage } from '../../model/streams/binary-message.ts';
import { eventsOf, streamFormatOf, type StreamFormat } from '../../model/streams/stream-format.ts';

/**
 * The reply of an upstream, whose body comes still; a short body of known length is waited for. What
 * it means is not read yet: `meaning` is absent.
 */
export async function liveReply(
  head: Pick<Reply, 'status' | 'headers'>,
  body: Readable,
  nowMs: () => number,
): Promise<Reply> {
  const format = streamFormatOf(head.headers);
  const isShort = Number(head.headers['content-length']) <= shortBytes && format === null;
  const coming = comingBody(body, nowMs);
  const frames = () => readable(coming.frames(), format);
  const soFar = (): Reply => ({ ...head, frames: frames(), end: coming.end() });
  if (!isShort) return { ...head, frames: [], end: 'done', live: { pieces: coming, soFar } };
  for await (const _ of coming);
  const data = Buffer.concat(coming.frames().map(({ data: piece }) => piece));
  const whole = data.length === 0 ? [] : readable([{ afterMs: 0, data }], format);
  return { ...head, frames: whole, end: coming.end() };
}

/** Text as text, with whole events in each frame of a stream of events; binary as it came. */
function readable(pieces: readonly Piece[], format: StreamFormat | null): readonly Frame[] {
  if (format === 'messages') return byEvent(pieces, binary);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const texts: { readonly afterMs: number; readonly data: string }[] = [];
  try {
    for (const { afterMs, data } of pieces) {
      texts.push({ afterMs, data: decoder.decode(data, { stream: true }) });
    }
    texts.push({ afterMs: 0, data: decoder.decode() });
  } catch {
    return pieces;
  }
  const isEvents = /^(data|event|id|retry)?:/m.test(texts[0]?.data ?? '');
  const said = format ?? (isEvents ? 'events' : null);
  return said ? byEvent(texts, inText(said)) : texts.filter(({ data }) => data !== '');
}

/** An event has come when its last piece has. */
function byEvent<T extends string | Uint8Array>(
  pieces: readonly { afterMs: number; data: T }[],
  { split, isWhole }: Splitting<T>,
): readonly Frame[] {
  const frames: Frame[] = [];
  let waitMs = 0;
  let begun: T | null = null;
  for (const { afterMs, data } of pieces) {
    waitMs += afterMs;
    const events: readonly T[] = split(begun, data).filter(({ length }) => length > 0);
    const last = events.at(-1);
    begun = last === undefined || isWhole(last) ? null : last;
    for (const event of begun === null ? events : events.slice(0, -1)) {
      frames.push({ afterMs: waitMs, data: event });
      waitMs = 0;
    }
  }
  return begun === null ? frames : [...frames, { afterMs: waitMs, data: begun }];
}

/** How the pieces of a stream become events. */
interface Splitting<T> {
  /** The events in what has begun and what came after it. */
  readonly split: (begun: T | null, data: T) => readonly T[];
  readonly isWhole: (event: T) => boolean;
}

function inText(format: StreamFormat): Splitting<string> {
  const ends = format === 'lines' ? /\n$/ : /(\n\n|\r\n\r\n)$/;
  return {
    split: (begun, data) => eventsOf((begun ?? '') + data, format),
    isWhole: (event) => ends.test(event),
  };
}

const binary: Splitting<Uint8Array> = {
  split: (begun, data) => eventsOf(begun ? Buffer.concat([begun, data]) : data, 'messages'),
  isWhole: (event) => decodedMessage(event) !== null,
};

/** The most bytes of a body that is waited for. */
const shortBytes = 1 << 20;
/** The most bytes of a body that are kept to be read once it is over; of a longer one the rest is lost to faults. */
const mostKept = 32 << 20;

interface Piece {
  readonly afterMs: number;
  readonly data: Buffer;
}

interface Coming extends AsyncIterable<Uint8Array> {
  readonly frames: () => readonly Piece[];
  readonly end: () => Reply['end'];
}

/** By hand: the iterator of a stream that waits for a piece cannot be told to stop. */
function comingBody(body: Readable, nowMs: () => number): Coming {
  const pieces = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const kept: Piece[] = [];
  let bytes = 0;
  let lastMs = nowMs();
  let end: Reply['end'] = 'done';
  let isGivenUp = false;
  const keep = (data: Buffer) => {
    bytes += data.length;
    const now = nowMs();
    if (bytes <= mostKept) kept.push({ afterMs: Math.round(now - lastMs), data });
    lastMs = now;
  };
  const over = { done: true, value: undefined } as const;
  const iterator: AsyncIterator<Uint8Array> = {
    next: async () => {
      if (isGivenUp) return over;
      try {
        const next = await pieces.next();
        if (next.done) return over;
        keep(next.value);
        return { done: false, value: next.value };
      } catch {
        if (!isGivenUp) end = 'reset';
        return over;
      }
    },
    return: async () => {
      isGivenUp = true;
      body.destroy();
      return over;
    },
  };
  body.on('error', () => {});
  return {
    [Symbol.asyncIterator]: () => iterator,
    frames: () => kept,
    end: () => (bytes > mostKept ? 'reset' : end),
  };
}
