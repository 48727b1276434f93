import { z } from 'zod';
import type { StandingKind } from '../../harness/model/fault.ts';
import { defineFault, type FaultFactory, type NoParams } from '../define.ts';

/** The entry of `cut-network`: a network partition. */
export const cutNetworkKind: StandingKind<NoParams> = {
  name: 'cut-network',
  layer: 'host',
  about: 'The container runs on, but can reach nobody, and nobody can reach it.',
  params: z.strictObject({}),
  strikes: ['host'],
  condition: () => ({ on: 'host', does: 'cut-network' }),
};

/**
 * The container is taken off every network, and put back under the same names.
 * @example cutNetwork().at('redis', { ms: [0, 2_000] })
 */
export const cutNetwork: FaultFactory<NoParams> = defineFault(cutNetworkKind);
