import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { directionOr, streamsOf, type Direction } from '../shared/streams.ts';

/** The parameters of `slow-close`. */
export interface SlowCloseParams {
  readonly ms: number;
  readonly stream: Direction;
}

/**
 * Who closes a connection is heard of late, by default after 1 s.
 * @example slowClose({ ms: 2_000 }).at('db')
 */
export const slowClose: FaultFactory<SlowCloseParams> = defineFault({
  name: 'slow-close',
  layer: 'link',
  about: 'The end of a connection is passed on late.',
  params: z.strictObject({
    ms: z.int().min(0).max(600000).default(1000).meta({ unit: 'ms', description: 'how late' }),
    stream: directionOr('downstream'),
  }),
  needs: ['bytes'],
  harm: 'late',
  condition: ({ ms, stream }) => ({
    on: 'link',
    toxic: 'slow_close',
    streams: streamsOf(stream),
    toxicity: 1,
    attributes: { delay: ms },
  }),
});
