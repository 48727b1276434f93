import { z } from 'zod';
import type { StandingKind } from '../../harness/model/fault.ts';
import { defineFault, type FaultFactory, type NoParams } from '../define.ts';

/** The entry of `pause`: all that it runs stands still. */
export const pauseKind: StandingKind<NoParams> = {
  name: 'pause',
  layer: 'host',
  about: 'The process or container stands still, its connections open, and then goes on.',
  params: z.strictObject({}),
  strikes: ['host'],
  condition: () => ({ on: 'host', does: 'pause' }),
};

/**
 * The process or container stands still: connections stay open, and nobody answers. Then it goes on.
 * @example pause().at('redis', { ms: [0, 500] })
 */
export const pause: FaultFactory<NoParams> = defineFault(pauseKind);
