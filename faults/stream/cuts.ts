import { z } from 'zod';
import type { Harm } from '../../harness/model/fault/fault.ts';
import type { End } from '../../harness/model/reply.ts';
import {
  defineFault,
  type FaultDefinition,
  type FaultFactory,
} from '../../harness/plans/define.ts';
import { cutReply } from '../shared/cut.ts';
import { framesOf } from '../shared/frames.ts';

/** The parameters of the faults that cut a reply. */
export interface CutParams {
  readonly afterFrames: number;
}

/**
 * The stream ends after so many frames, by default 2, as if that were all. A body of one frame
 * passes as it is: that fault is `truncate`.
 * @example cleanCut({ afterFrames: 4 }).at('model')
 */
export const cleanCut: FaultFactory<CutParams> = defineFault({
  ...cut(
    'clean-cut',
    'The stream ends properly as HTTP goes, but its last frames and its terminator are missing.',
    'lost',
    'done',
  ),
  only: 'streams',
});

/**
 * The connection closes (FIN) after so many frames, by default 2. A body of one frame is cut at
 * half of its length.
 * @example finCut({ afterFrames: 5 }).at('model')
 */
export const finCut: FaultFactory<CutParams> = defineFault(
  cut(
    'fin-cut',
    'The connection closes in the middle of the body, before HTTP says it may.',
    'lost',
    'fin',
  ),
);

/**
 * The connection is reset (RST) after so many frames, by default 2. A body of one frame is cut at
 * half of its length.
 * @example resetCut().at('model', { calls: [1, 2] })
 */
export const resetCut: FaultFactory<CutParams> = defineFault(
  cut('reset-cut', 'The connection is torn down in the middle of the body.', 'lost', 'reset'),
);

/**
 * Nothing more comes after so many frames, by default 2, and nothing closes. A body of one frame
 * stalls at half of its length.
 * @example stall({ afterFrames: 0 }).at('model', { calls: 1 })
 */
export const stall: FaultFactory<CutParams> = defineFault(
  cut('stall', 'The reply stops in the middle, and the connection stays open.', 'late', 'stall'),
);

/** A fault that breaks a reply off after some frames, and ends it so. */
function cut(name: string, about: string, harm: Harm, end: End): FaultDefinition<CutParams> {
  return {
    name,
    layer: 'stream',
    about,
    params: z.strictObject({
      afterFrames: z
        .int()
        .min(0)
        .max(1_000)
        .default(2)
        .meta({
          unit: 'frames',
          description: 'how many are sent before; a shorter reply loses its last one',
          // Drawn evenly, most cuts would fall past the end of the stream, and be one and the same.
          examples: [0, 1, 2, 3, 4, 5, 6, 8, 10, 15, 25],
        }),
    }),
    needs: ['request'],
    harm,
    effect: ({ afterFrames }) => ({
      kind: 'rewrite',
      how: name,
      // A body of one frame can end too soon, but not cleanly.
      rewrite: (reply) =>
        end === 'done' && framesOf(reply).length < 2 ? reply : cutReply(reply, afterFrames, end),
    }),
  };
}
