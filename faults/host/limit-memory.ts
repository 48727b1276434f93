import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';

/** The parameters of `limit-memory`. */
export interface LimitMemoryParams {
  readonly memoryMb: number;
}

/**
 * The container gets little memory, by default 128 MiB; the system kills it when it takes more.
 * @example limitMemory({ memoryMb: 64 }).at('agent')
 */
export const limitMemory: FaultFactory<LimitMemoryParams> = defineFault({
  name: 'limit-memory',
  layer: 'host',
  about: 'The container gets little memory, and is killed when it takes more.',
  params: z.strictObject({
    memoryMb: z
      .int()
      .min(6)
      .max(1_048_576)
      .default(128)
      .meta({ unit: 'MiB', description: 'how much it may use, swap included' }),
  }),
  needs: ['process'],
  harm: 'dies',
  condition: ({ memoryMb }) => ({ on: 'host', does: 'limit', cpus: null, memoryMb }),
});
