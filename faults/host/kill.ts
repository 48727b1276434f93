import { z } from 'zod';
import type { StandingKind } from '../../harness/model/fault.ts';
import { defineFault, type FaultFactory, type NoParams } from '../define.ts';

/** The entry of `kill`: the machine that is switched off. */
export const killKind: StandingKind<NoParams> = {
  name: 'kill',
  layer: 'host',
  about: 'The process or container dies at once, and is started again when the fault ends.',
  params: z.strictObject({}),
  strikes: ['host'],
  condition: () => ({ on: 'host', does: 'kill' }),
};

/**
 * The process or container dies at once, with all that it was doing, and is started again when the fault ends.
 * @example kill().at('agent', { ms: [200, 3_000] })
 */
export const kill: FaultFactory<NoParams> = defineFault(killKind);
