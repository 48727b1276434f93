import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { directionOr, streamsOf, type Direction } from '../shared/streams.ts';

/** The parameters of `timeout`. */
export interface TimeoutParams {
  readonly ms: number;
  readonly stream: Direction;
}

/**
 * Nothing comes through any more; after 1 s of that, by default, the connection ends.
 * @example timeout({ ms: 2_000 }).at('db')
 */
export const timeout: FaultFactory<TimeoutParams> = defineFault({
  name: 'timeout',
  layer: 'link',
  about: 'The link goes silent, and after a while it closes.',
  params: z.strictObject({
    ms: z
      .int()
      .min(1)
      .max(600000)
      .default(1000)
      .meta({ unit: 'ms', description: 'silence before it closes' }),
    stream: directionOr('downstream'),
  }),
  needs: ['bytes'],
  harm: 'lost',
  condition: ({ ms, stream }) => ({
    on: 'link',
    toxic: 'timeout',
    streams: streamsOf(stream),
    toxicity: 1,
    attributes: { timeout: ms },
  }),
});
