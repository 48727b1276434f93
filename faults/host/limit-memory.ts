import { z } from 'zod';
import type { StandingKind } from '../../harness/model/fault.ts';
import { defineFault, type FaultFactory } from '../define.ts';

/** The parameters of `limit-memory`. */
export interface LimitMemoryParams {
  readonly memoryMb: number;
}

/** The entry of `limit-memory`: a limit that was set too low. */
export const limitMemoryKind: StandingKind<LimitMemoryParams> = {
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
  strikes: ['host'],
  condition: ({ memoryMb }) => ({ on: 'host', does: 'limit', cpus: null, memoryMb }),
};

/**
 * The container gets little memory, by default 128 MiB; the system kills it when it takes more.
 * @example limitMemory({ memoryMb: 64 }).at('agent')
 */
export const limitMemory: FaultFactory<LimitMemoryParams> = defineFault(limitMemoryKind);
