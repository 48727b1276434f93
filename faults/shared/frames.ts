import type { End, Frame, Reply } from '../../harness/model/reply.ts';
import { eventsOf, streamFormatOf } from '../../harness/model/streams/stream-format.ts';

/**
 * A reply's frames without empty ones, and in a stream with at most one event each. The bytes and
 * their times stay the same.
 */
export function framesOf(reply: Reply): readonly Frame[] {
  const format = streamFormatOf(reply.headers);
  const frames: Frame[] = [];
  let waitMs = 0;
  for (const { afterMs, data } of reply.frames) {
    waitMs += afterMs;
    for (const piece of format ? eventsOf(data, format) : [data]) {
      if (piece.length === 0) continue;
      frames.push({ afterMs: waitMs, data: piece });
      waitMs = 0;
    }
  }
  return frames;
}

/**
 * The reply with these frames as its whole body, and without its meaning. With the end `done` its
 * content-length, if it had one, is that of the new body; with any other end it stays that of the
 * promised body.
 */
export function withFrames(reply: Reply, frames: readonly Frame[], end: End = 'done'): Reply {
  const { meaning: _gone, ...rest } = reply;
  const length = end === 'done' ? byteLength(frames) : undefined;
  const headers = Object.entries(reply.headers).map(([name, value]) => [
    name,
    name.toLowerCase() === 'content-length' && length !== undefined ? String(length) : value,
  ]);
  return { ...rest, headers: Object.fromEntries(headers), frames, end };
}

function byteLength(frames: readonly Frame[]): number {
  return frames.reduce((sum, { data }) => sum + Buffer.byteLength(data), 0);
}
