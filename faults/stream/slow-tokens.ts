import { z } from 'zod';
import type { Reply } from '../../harness/model/reply.ts';
import type { FaultFactory } from '../../harness/plans/define.ts';
import { sendingFault } from '../shared/reply-faults.ts';
import { framesOf } from '../shared/frames.ts';

/** The parameters of `slow-tokens`. */
export interface SlowTokensParams {
  readonly gapMs: number;
}

/**
 * Every frame after the first comes later, by default by 1 s; a reply of one frame passes as it is.
 * @example slowTokens({ gapMs: 500 }).at('model')
 */
export const slowTokens: FaultFactory<SlowTokensParams> = sendingFault({
  name: 'slow-tokens',
  about: 'The stream trickles: every frame after the first comes late.',
  params: z.strictObject({
    gapMs: z.int().min(1).max(60_000).default(1_000).meta({
      unit: 'ms',
      description: 'added time between two frames',
    }),
  }),
  harm: 'late',
  only: 'streams',
  rewrite: trickling,
});

function trickling(reply: Reply, { gapMs }: SlowTokensParams): Reply {
  const frames = framesOf(reply);
  if (frames.length < 2) return reply;
  const later = frames.map((frame, index) =>
    index === 0 ? frame : { ...frame, afterMs: frame.afterMs + gapMs },
  );
  return { ...reply, frames: later };
}
