import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { cutReply } from '../shared/cut.ts';

/** The parameters of `stall`. */
export interface StallParams {
  readonly afterFrames: number;
}

/**
 * Nothing more comes after so many frames, by default 2, and nothing closes. A body of one frame
 * stalls at half of its length.
 * @example stall({ afterFrames: 0 }).at('model', { calls: 1 })
 */
export const stall: FaultFactory<StallParams> = defineFault({
  name: 'stall',
  layer: 'stream',
  about: 'The reply stops in the middle, and the connection stays open.',
  params: z.strictObject({
    afterFrames: z.int().min(0).max(1_000).default(2).meta({
      unit: 'frames',
      description: 'how many are sent before; a shorter reply loses its last one',
    }),
  }),
  needs: ['request'],
  harm: 'late',
  effect: ({ afterFrames }) => ({
    kind: 'rewrite',
    how: 'stall',
    rewrite: (reply) => cutReply(reply, afterFrames, 'stall'),
  }),
});
