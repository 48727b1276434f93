import { z } from 'zod';
import type { Condition } from '../../harness/model/fault/condition.ts';
import type { Harm } from '../../harness/model/fault/fault.ts';
import { defineFault, type FaultFactory, type NoParams } from '../../harness/plans/define.ts';

/** The parameters of `limit-cpu`. */
export interface LimitCpuParams {
  readonly cpus: number;
}

/** The parameters of `limit-memory`. */
export interface LimitMemoryParams {
  readonly memoryMb: number;
}

/**
 * The container is disconnected from every network, and reconnected under the same names.
 * @example cutNetwork().at('redis', { ms: [0, 2_000] })
 */
export const cutNetwork: FaultFactory<NoParams> = hostFault(
  'cut-network',
  'The container runs on, but can reach nobody, and nobody can reach it.',
  'refused',
);

/**
 * The process or container dies at once, with all that it was doing, and is started again when the fault ends.
 * @example kill().at('agent', { ms: [200, 3_000] })
 */
export const kill: FaultFactory<NoParams> = hostFault(
  'kill',
  'The process or container dies at once, and is started again when the fault ends.',
  'dies',
);

/**
 * The process or container is suspended, its connections open and unanswered, and then resumed.
 * @example pause().at('redis', { ms: [0, 500] })
 */
export const pause: FaultFactory<NoParams> = hostFault(
  'pause',
  'The process or container stands still, its connections open, and then goes on.',
  'late',
);

/**
 * The process or container is killed and started again at once; what it had not written down is gone.
 * @example restart().at('agent', { ms: [200, 10_000] })
 */
export const restart: FaultFactory<NoParams> = hostFault(
  'restart',
  'The process or container is killed and started again at once.',
  'dies',
);

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

/** A fault without parameters that does one thing to a host; it is named after that. */
function hostFault(
  name: Exclude<Extract<Condition, { on: 'host' }>['does'], 'limit'>,
  about: string,
  harm: Harm,
): FaultFactory<NoParams> {
  const condition: Condition = { on: 'host', does: name };
  return defineFault({
    name,
    layer: 'host',
    about,
    params: z.strictObject({}),
    needs: ['process'],
    harm,
    condition: () => condition,
  });
}
