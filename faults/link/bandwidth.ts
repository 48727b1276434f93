import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { directionOr, streamsOf, type Direction } from '../shared/streams.ts';

/** The parameters of `bandwidth`. */
export interface BandwidthParams {
  readonly kbPerSecond: number;
  readonly stream: Direction;
}

/**
 * The link carries 10 KB a second, by default, on its way back.
 * @example bandwidth({ kbPerSecond: 50 }).at('db')
 */
export const bandwidth: FaultFactory<BandwidthParams> = defineFault({
  name: 'bandwidth',
  layer: 'link',
  about: 'The link carries only so much a second.',
  params: z.strictObject({
    kbPerSecond: z
      .int()
      .min(0)
      .max(10000000)
      .default(10)
      .meta({ unit: 'KB/s', description: 'what it carries, 1 KB = 1000 bytes; 0 carries nothing' }),
    stream: directionOr('downstream'),
  }),
  needs: ['bytes'],
  harm: 'late',
  condition: ({ kbPerSecond, stream }) => ({
    on: 'link',
    toxic: 'bandwidth',
    streams: streamsOf(stream),
    toxicity: 1,
    attributes: { rate: kbPerSecond },
  }),
});
