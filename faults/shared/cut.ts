import type { End, Frame, Reply } from '../../harness/model/reply.ts';
import { framesOf, withFrames } from './frames.ts';

/** The parameters of the faults that cut a reply: after so many frames, or after a share (`keep`) of them. */
export interface CutParams {
  readonly afterFrames?: number;
  readonly keep?: number;
}

/**
 * The reply cut there, with this end. A cut always removes something: a shorter reply loses its last
 * frame, and one of a single frame (JSON) by default half of its body. An empty reply stays unchanged.
 */
export function cutReply(reply: Reply, { afterFrames = 2, keep }: CutParams, end: End): Reply {
  const frames = framesOf(reply);
  if (frames.length > 1) {
    const most = keep === undefined ? afterFrames : Math.floor(frames.length * keep);
    return withFrames(reply, frames.slice(0, Math.min(most, frames.length - 1)), end);
  }
  return sizeOf(frames) === 0 ? reply : withFrames(reply, firstShare(frames, keep ?? 0.5), end);
}

/**
 * The first frames, up to this share of the body's length in characters of text and bytes of
 * binary.
 */
export function firstShare(frames: readonly Frame[], share: number): readonly Frame[] {
  let left = Math.floor(sizeOf(frames) * share);
  const kept: Frame[] = [];
  for (const frame of frames) {
    if (left <= 0) break;
    const data = firstOf(frame.data, left);
    left -= frame.data.length;
    if (data.length > 0) kept.push({ afterMs: frame.afterMs, data });
  }
  return kept;
}

/** The length of a body, in characters of text and bytes of binary. */
export function sizeOf(frames: readonly Frame[]): number {
  return frames.reduce((sum, { data }) => sum + data.length, 0);
}

/** The first `length` characters or bytes; never half of a surrogate pair. */
export function firstOf<T extends string | Uint8Array>(data: T, length: number): T;
export function firstOf(data: string | Uint8Array, length: number): string | Uint8Array {
  if (typeof data !== 'string') return data.slice(0, length);
  const start = data.slice(0, length);
  return /[\uD800-\uDBFF]$/.test(start) ? start.slice(0, -1) : start;
}
