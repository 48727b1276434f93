import { z } from 'zod';
import type { StandingKind } from '../../harness/model/fault.ts';
import { defineFault, type FaultFactory, type NoParams } from '../define.ts';

/** The entry of `restart`: a deployment, or a supervisor that lost its patience. */
export const restartKind: StandingKind<NoParams> = {
  name: 'restart',
  layer: 'host',
  about: 'The process or container is killed and started again at once.',
  params: z.strictObject({}),
  strikes: ['host'],
  condition: () => ({ on: 'host', does: 'restart' }),
};

/**
 * The process or container is killed and started again at once; what it had not written down is gone.
 * @example restart().at('agent', { ms: [200, 10_000] })
 */
export const restart: FaultFactory<NoParams> = defineFault(restartKind);
