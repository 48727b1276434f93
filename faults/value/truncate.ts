import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { firstShare, sizeOf } from '../shared/cut.ts';
import { withFrames } from '../shared/frames.ts';

/** The parameters of `truncate`. */
export interface TruncateParams {
  readonly keep: number;
}

/**
 * The body is cut, by default at half of its length; content-length agrees with what is left.
 * @example truncate({ keep: 0.9 }).at('search')
 */
export const truncate: FaultFactory<TruncateParams> = defineFault({
  name: 'truncate',
  layer: 'value',
  about: 'The body stops short, yet the reply ends as if it were whole.',
  params: z.strictObject({
    keep: z.number().min(0).max(0.95).default(0.5).meta({
      unit: 'share',
      description: 'how much of the body is left',
    }),
  }),
  needs: ['request'],
  harm: 'lost',
  effect: ({ keep }) => ({
    kind: 'rewrite',
    how: 'truncate',
    rewrite: (reply) =>
      sizeOf(reply.frames) === 0 ? reply : withFrames(reply, firstShare(reply.frames, keep)),
  }),
});
