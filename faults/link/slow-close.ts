import { z } from 'zod';
import type { StandingKind } from '../../harness/model/fault.ts';
import { defineFault, type FaultFactory } from '../define.ts';
import { directionOr, streamsOf, type Direction } from '../values/streams.ts';

/** The parameters of `slow-close`. */
export interface SlowCloseParams {
  readonly ms: number;
  readonly stream: Direction;
}

/** The entry of `slow-close`: an end that dawdles. */
export const slowCloseKind: StandingKind<SlowCloseParams> = {
  name: 'slow-close',
  layer: 'link',
  about: 'The end of a connection is passed on late.',
  params: z.strictObject({
    ms: z.int().min(0).max(600000).default(1000).meta({ unit: 'ms', description: 'how late' }),
    stream: directionOr('downstream'),
  }),
  strikes: ['link'],
  condition: ({ ms, stream }) => ({
    on: 'link',
    toxic: 'slow_close',
    streams: streamsOf(stream),
    toxicity: 1,
    attributes: { delay: ms },
  }),
};

/**
 * Who closes a connection is heard of late, by default after 1 s.
 * @example slowClose({ ms: 2_000 }).at('db')
 */
export const slowClose: FaultFactory<SlowCloseParams> = defineFault(slowCloseKind);
