import { z } from 'zod';
import { defineFault, type FaultFactory, type NoParams } from '../../harness/plans/define.ts';

/**
 * The process or container stands still: connections stay open, and nobody answers. Then it goes on.
 * @example pause().at('redis', { ms: [0, 500] })
 */
export const pause: FaultFactory<NoParams> = defineFault({
  name: 'pause',
  layer: 'host',
  about: 'The process or container stands still, its connections open, and then goes on.',
  params: z.strictObject({}),
  needs: ['process'],
  harm: 'late',
  condition: () => ({ on: 'host', does: 'pause' }),
});
