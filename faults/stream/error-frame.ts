import { z } from 'zod';
import type { Reply } from '../../harness/model/reply.ts';
import type { FaultFactory } from '../../harness/plans/define.ts';
import { sendingFault } from '../shared/reply-faults.ts';
import { errorEvent } from '../shared/error-event.ts';
import { streamFormatOf } from '../../harness/model/streams/stream-format.ts';
import { framesOf, withFrames } from '../shared/frames.ts';

/** The parameters of `error-frame`. */
export interface ErrorFrameParams {
  readonly at: number;
}

/**
 * An error event takes the place of the rest of the stream, by default after 2 frames, in the words
 * of the provider whose stream it is. What is no event stream passes as it is.
 * @example errorFrame({ at: 3 }).at('model', { calls: 1 })
 */
export const errorFrame: FaultFactory<ErrorFrameParams> = sendingFault({
  name: 'error-frame',
  about: 'The stream starts well, then sends an error in place of the rest.',
  params: z.strictObject({
    at: z.int().min(0).max(1_000).default(2).meta({
      unit: 'frames',
      description: 'how many come before it; a shorter reply loses its last one',
    }),
  }),
  harm: 'lost',
  only: 'streams',
  rewrite: failing,
});

function failing(reply: Reply, { at }: ErrorFrameParams): Reply {
  const frames = framesOf(reply);
  if (!streamFormatOf(reply.headers) || frames.length === 0) return reply;
  const index = Math.min(at, frames.length - 1);
  const error = { afterMs: frames[index]?.afterMs ?? 0, data: errorEvent(frames, index) };
  return withFrames(reply, [...frames.slice(0, index), error]);
}
