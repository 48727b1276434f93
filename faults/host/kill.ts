import { z } from 'zod';
import { defineFault, type FaultFactory, type NoParams } from '../../harness/plans/define.ts';

/**
 * The process or container dies at once, with all that it was doing, and is started again when the fault ends.
 * @example kill().at('agent', { ms: [200, 3_000] })
 */
export const kill: FaultFactory<NoParams> = defineFault({
  name: 'kill',
  layer: 'host',
  about: 'The process or container dies at once, and is started again when the fault ends.',
  params: z.strictObject({}),
  needs: ['process'],
  harm: 'dies',
  condition: () => ({ on: 'host', does: 'kill' }),
});
