import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { directionOr, streamsOf, type Direction } from '../shared/streams.ts';

/** The parameters of `limit-data`. */
export interface LimitDataParams {
  readonly bytes: number;
  readonly stream: Direction;
}

/**
 * Each connection ends after 1 KiB, by default, in the middle of whatever it carried.
 * @example limitData({ bytes: 100 }).at('db')
 */
export const limitData: FaultFactory<LimitDataParams> = defineFault({
  name: 'limit-data',
  layer: 'link',
  about: 'Connections end after so many bytes.',
  params: z.strictObject({
    bytes: z
      .int()
      .min(0)
      .max(1000000000)
      .default(1024)
      .meta({ unit: 'bytes', description: 'what gets through' }),
    stream: directionOr('downstream'),
  }),
  needs: ['bytes'],
  harm: 'lost',
  condition: ({ bytes, stream }) => ({
    on: 'link',
    toxic: 'limit_data',
    streams: streamsOf(stream),
    toxicity: 1,
    attributes: { bytes },
  }),
});
