import { z } from 'zod';
import { defineFault, type FaultFactory, type NoParams } from '../../harness/plans/define.ts';

/**
 * The container is taken off every network, and put back under the same names.
 * @example cutNetwork().at('redis', { ms: [0, 2_000] })
 */
export const cutNetwork: FaultFactory<NoParams> = defineFault({
  name: 'cut-network',
  layer: 'host',
  about: 'The container runs on, but can reach nobody, and nobody can reach it.',
  params: z.strictObject({}),
  needs: ['process'],
  harm: 'refused',
  condition: () => ({ on: 'host', does: 'cut-network' }),
});
