import { z } from 'zod';
import type { Harm } from '../../harness/model/fault/fault.ts';
import type { End } from '../../harness/model/reply.ts';
import {
  defineFault,
  type FaultDefinition,
  type FaultFactory,
} from '../../harness/plans/define.ts';
import { cutReply, type CutParams } from '../shared/cut.ts';
import { framesOf } from '../shared/frames.ts';

const params = z
  .strictObject({
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
    keep: z.exactOptional(
      z.number().min(0).max(0.95).meta({
        unit: 'share',
        description: 'how much of the frames is sent before, in place of a number of them',
      }),
    ),
  })
  .transform(oneOf);

/**
 * The stream ends after so many frames, by default 2, or after a share of them, as if that were all. A body
 * of one frame passes as it is: that fault is `truncate`.
 * @example cleanCut({ keep: 0.5 }).at('model')
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
    params,
    plausible: oneOf,
    needs: ['request'],
    harm,
    effect: (where) => ({
      kind: 'rewrite',
      how: name,
      // A body of one frame can end too soon, but not cleanly.
      rewrite: (reply) =>
        end === 'done' && framesOf(reply).length < 2 ? reply : cutReply(reply, where, end),
    }),
  };
}

/** The one parameter that holds, so that plans show it alone. */
function oneOf({ afterFrames, keep }: CutParams): CutParams {
  if (keep !== undefined) return { keep };
  return afterFrames === undefined ? {} : { afterFrames };
}
