import { canonical } from '../json/json.ts';
import { isFailed, type Frame, type Reply } from '../reply.ts';
import type { Effect } from './effect.ts';

/** An effect that changes a true reply. */
export type ReplyEffect = Extract<Effect, { kind: 'alter' | 'rewrite' }>;

/**
 * The reply after an effect; null if the caller would get an equal reply, so that the fault did not
 * strike. `render` returns a reply with another meaning.
 */
export function applied(
  effect: ReplyEffect,
  reply: Reply,
  render: (meaning: unknown) => Reply,
): Reply | null {
  if (effect.kind === 'rewrite') {
    const changed = effect.rewrite(reply);
    if (changed === reply || isSentAlike(changed, reply)) return null;
    const isCut = reply.meaning !== undefined && changed.meaning === undefined;
    return isCut ? { ...changed, truth: truthOf(reply) } : changed;
  }
  if (isFailed(reply) || reply.meaning === undefined) return null;
  const meaning = effect.alter(reply.meaning);
  if (canonical(meaning) === canonical(reply.meaning)) return null;
  const changed = render(meaning);
  return effect.isTrue ? changed : { ...changed, truth: truthOf(reply) };
}

function truthOf({ truth, meaning }: Reply): unknown {
  return truth ?? meaning;
}

/** Whether two replies are equal for the caller. */
export function isSentAlike(
  one: Pick<Reply, 'status' | 'headers' | 'frames' | 'end'>,
  other: Reply,
): boolean {
  return (
    one.status === other.status &&
    one.end === other.end &&
    one.frames.length === other.frames.length &&
    one.frames.every((frame, index) => isSame(frame, other.frames[index])) &&
    canonical(one.headers) === canonical(other.headers)
  );
}

function isSame(one: Frame, other: Frame | undefined): boolean {
  if (one.afterMs !== other?.afterMs) return false;
  return one.data === other.data || Buffer.from(one.data).equals(Buffer.from(other.data));
}
