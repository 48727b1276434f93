import { z } from 'zod';
import type { StandingKind } from '../../harness/model/fault.ts';
import { defineFault, type FaultFactory } from '../define.ts';
import { directionOr, streamsOf, type Direction } from '../values/streams.ts';

/** The parameters of `bandwidth`. */
export interface BandwidthParams {
  readonly kbPerSecond: number;
  readonly stream: Direction;
}

/** The entry of `bandwidth`: a link that is thin. */
export const bandwidthKind: StandingKind<BandwidthParams> = {
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
  strikes: ['link'],
  condition: ({ kbPerSecond, stream }) => ({
    on: 'link',
    toxic: 'bandwidth',
    streams: streamsOf(stream),
    toxicity: 1,
    attributes: { rate: kbPerSecond },
  }),
};

/**
 * The link carries 10 KB a second, by default, on its way back.
 * @example bandwidth({ kbPerSecond: 50 }).at('db')
 */
export const bandwidth: FaultFactory<BandwidthParams> = defineFault(bandwidthKind);
