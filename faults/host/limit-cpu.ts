import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';

/** The parameters of `limit-cpu`. */
export interface LimitCpuParams {
  readonly cpus: number;
}

/**
 * The container gets little processor time, by default a tenth of one processor.
 * @example limitCpu({ cpus: 0.25 }).at('agent')
 */
export const limitCpu: FaultFactory<LimitCpuParams> = defineFault({
  name: 'limit-cpu',
  layer: 'host',
  about: 'The container gets little processor time.',
  params: z.strictObject({
    cpus: z
      .number()
      .min(0.01)
      .max(64)
      .default(0.1)
      .meta({ unit: 'processors', description: 'how many it may use; a tenth is 10 % of one' }),
  }),
  needs: ['process'],
  harm: 'late',
  condition: ({ cpus }) => ({ on: 'host', does: 'limit', cpus, memoryMb: null }),
});
