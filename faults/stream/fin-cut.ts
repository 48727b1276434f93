import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { cutReply } from '../shared/cut.ts';

/** The parameters of `fin-cut`. */
export interface FinCutParams {
  readonly afterFrames: number;
}

/**
 * The connection closes (FIN) after so many frames, by default 2. A body of one frame is cut at
 * half of its length.
 * @example finCut({ afterFrames: 5 }).at('model')
 */
export const finCut: FaultFactory<FinCutParams> = defineFault({
  name: 'fin-cut',
  layer: 'stream',
  about: 'The connection closes in the middle of the body, before HTTP says it may.',
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
    how: 'fin-cut',
    rewrite: (reply) => cutReply(reply, afterFrames, 'fin'),
  }),
});
