import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';

/** The parameters of `crash`. */
export interface CrashParams {
  readonly acts: boolean;
}

/**
 * The agent dies during this call, by default after the tool acted and before its reply arrives,
 * and is started again.
 * @example crash().at('flights', { call: 'POST /book', calls: 1 })
 */
export const crash: FaultFactory<CrashParams> = defineFault({
  name: 'crash',
  layer: 'host',
  about: "The agent's process dies during this call and is started again.",
  params: z.strictObject({
    acts: z.boolean().default(true).meta({ description: 'whether the tool did its work before' }),
  }),
  harm: 'dies',
  effect: ({ acts }) => ({ kind: 'crash', acts }),
});
