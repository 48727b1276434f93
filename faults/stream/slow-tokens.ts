import { z } from 'zod';
import type { FaultKind } from '../../harness/model/fault.ts';
import type { Reply } from '../../harness/model/reply.ts';
import { defineFault, type FaultFactory } from '../define.ts';
import { framesOf } from '../replies/frames.ts';

/** The parameters of `slow-tokens`. */
export interface SlowTokensParams {
  readonly gapMs: number;
}

/** The entry of `slow-tokens`: a trickle that never trips an idle timeout. */
export const slowTokensKind: FaultKind<SlowTokensParams> = {
  name: 'slow-tokens',
  layer: 'stream',
  about: 'The stream trickles: every frame after the first comes late.',
  params: z.strictObject({
    gapMs: z.int().min(1).max(60_000).default(1_000).meta({
      unit: 'ms',
      description: 'added time between two frames',
    }),
  }),
  strikes: ['api', 'model'],
  effect: ({ gapMs }) => ({
    kind: 'rewrite',
    how: 'slow-tokens',
    rewrite: (reply) => trickling(reply, gapMs),
  }),
};

/**
 * Every frame after the first comes later, by default by 1 s; a reply of one frame passes as it is.
 * @example slowTokens({ gapMs: 500 }).at('model')
 */
export const slowTokens: FaultFactory<SlowTokensParams> = defineFault(slowTokensKind);

function trickling(reply: Reply, gapMs: number): Reply {
  const frames = framesOf(reply);
  if (frames.length < 2) return reply;
  const later = frames.map((frame, index) =>
    index === 0 ? frame : { ...frame, afterMs: frame.afterMs + gapMs },
  );
  return { ...reply, frames: later };
}
