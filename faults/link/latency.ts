import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { directionOr, streamsOf, type Direction } from '../shared/streams.ts';

/** The parameters of `latency`. */
export interface LatencyParams {
  readonly ms: number;
  readonly jitterMs: number;
  readonly stream: Direction;
}

/**
 * Data on the link arrives later, by default 1 s on its way back; bandwidth stays what it is.
 * @example latency({ ms: 300, jitterMs: 100 }).at('db')
 */
export const latency: FaultFactory<LatencyParams> = defineFault({
  name: 'latency',
  layer: 'link',
  about: 'Every piece of data on the link arrives late.',
  params: z.strictObject({
    ms: z
      .int()
      .min(0)
      .max(600000)
      .default(1000)
      .meta({ unit: 'ms', description: 'added to each piece' }),
    jitterMs: z
      .int()
      .min(0)
      .max(600000)
      .default(0)
      .meta({ unit: 'ms', description: 'give or take as much, drawn for each piece' }),
    stream: directionOr('downstream'),
  }),
  needs: ['bytes'],
  harm: 'late',
  condition: ({ ms, jitterMs, stream }) => ({
    on: 'link',
    toxic: 'latency',
    streams: streamsOf(stream),
    toxicity: 1,
    attributes: { latency: ms, jitter: jitterMs },
  }),
});
