import { z } from 'zod';
import type { FaultKind } from '../../harness/model/fault.ts';
import { defineFault, type FaultFactory } from '../define.ts';

/** The parameters of `hang`. */
export interface HangParams {
  readonly acts: boolean;
}

/** The entry of `hang`: no reply, no error, no end. */
export const hangKind: FaultKind<HangParams> = {
  name: 'hang',
  layer: 'call',
  about: 'No reply ever comes, and the connection stays open.',
  params: z.strictObject({
    acts: z.boolean().default(false).meta({ description: 'whether the tool did its work' }),
  }),
  strikes: ['api', 'model'],
  effect: ({ acts }) => ({ kind: 'hang', acts }),
};

/**
 * No reply ever comes; by default the tool did nothing.
 * @example hang({ acts: true }).at('flights', { call: 'POST /book', calls: 1 })
 */
export const hang: FaultFactory<HangParams> = defineFault(hangKind);
