import { z } from 'zod';
import { defineFault, type FaultFactory, type NoParams } from '../../harness/plans/define.ts';

/**
 * The process or container is killed and started again at once; what it had not written down is gone.
 * @example restart().at('agent', { ms: [200, 10_000] })
 */
export const restart: FaultFactory<NoParams> = defineFault({
  name: 'restart',
  layer: 'host',
  about: 'The process or container is killed and started again at once.',
  params: z.strictObject({}),
  needs: ['process'],
  harm: 'dies',
  condition: () => ({ on: 'host', does: 'restart' }),
});
