import { z } from 'zod';
import type { FaultKind } from '../../harness/model/fault.ts';
import { defineFault, type FaultFactory } from '../define.ts';

/** The parameters of `crash`. */
export interface CrashParams {
  readonly acts: boolean;
}

/** The entry of `crash`: the agent's process is killed and started again. */
export const crashKind: FaultKind<CrashParams> = {
  name: 'crash',
  layer: 'host',
  about: "The agent's process dies during this call and is started again.",
  params: z.strictObject({
    acts: z.boolean().default(true).meta({ description: 'whether the tool did its work before' }),
  }),
  strikes: ['api', 'model'],
  effect: ({ acts }) => ({ kind: 'crash', acts }),
};

/**
 * The agent dies here, by default after the tool acted and before it heard of it, and starts again.
 * @example crash().at('flights', { call: 'POST /book', calls: 1 })
 */
export const crash: FaultFactory<CrashParams> = defineFault(crashKind);
