import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { cutReply } from '../shared/cut.ts';

/** The parameters of `reset-cut`. */
export interface ResetCutParams {
  readonly afterFrames: number;
}

/**
 * The connection is reset (RST) after so many frames, by default 2. A body of one frame is cut at
 * half of its length.
 * @example resetCut().at('model', { calls: [1, 2] })
 */
export const resetCut: FaultFactory<ResetCutParams> = defineFault({
  name: 'reset-cut',
  layer: 'stream',
  about: 'The connection is torn down in the middle of the body.',
  params: z.strictObject({
    afterFrames: z.int().min(0).max(1_000).default(2).meta({
      unit: 'frames',
      description: 'how many are sent before; a shorter reply loses its last one',
    }),
  }),
  needs: ['request'],
  harm: 'lost',
  effect: ({ afterFrames }) => ({
    kind: 'rewrite',
    how: 'reset-cut',
    rewrite: (reply) => cutReply(reply, afterFrames, 'reset'),
  }),
});
