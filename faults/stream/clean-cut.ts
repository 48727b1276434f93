import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { cutReply } from '../shared/cut.ts';
import { framesOf } from '../shared/frames.ts';

/** The parameters of `clean-cut`. */
export interface CleanCutParams {
  readonly afterFrames: number;
}

/**
 * The stream ends after so many frames, by default 2, as if that were all. A body of one frame
 * passes as it is: that fault is `truncate`.
 * @example cleanCut({ afterFrames: 4 }).at('model')
 */
export const cleanCut: FaultFactory<CleanCutParams> = defineFault({
  name: 'clean-cut',
  layer: 'stream',
  about:
    'The stream ends properly as HTTP goes, but its last frames and its terminator are missing.',
  params: z.strictObject({
    afterFrames: z.int().min(0).max(1_000).default(2).meta({
      unit: 'frames',
      description: 'how many are sent before; a shorter reply loses its last one',
    }),
  }),
  needs: ['request'],
  harm: 'lost',
  only: 'streams',
  effect: ({ afterFrames }) => ({
    kind: 'rewrite',
    how: 'clean-cut',
    rewrite: (reply) => (framesOf(reply).length < 2 ? reply : cutReply(reply, afterFrames, 'done')),
  }),
});
