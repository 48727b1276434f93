import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';

/** The parameters of `hang`. */
export interface HangParams {
  readonly acts: boolean;
}

/**
 * No reply ever comes; by default the tool did nothing.
 * @example hang({ acts: true }).at('flights', { call: 'POST /book', calls: 1 })
 */
export const hang: FaultFactory<HangParams> = defineFault({
  name: 'hang',
  about: 'No reply ever comes, and the connection stays open.',
  params: z.strictObject({
    acts: z.boolean().default(false).meta({ description: 'whether the tool did its work' }),
  }),
  harm: 'late',
  effect: ({ acts }) => ({ kind: 'hang', acts }),
});
