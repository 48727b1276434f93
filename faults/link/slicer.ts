import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { directionOr, streamsOf, type Direction } from '../shared/streams.ts';

/** The parameters of `slicer`. */
export interface SlicerParams {
  readonly bytes: number;
  readonly variation: number;
  readonly delayMs: number;
  readonly stream: Direction;
}

/**
 * Data arrives in pieces, by default of 64 bytes, so that one read is seldom one message.
 * @example slicer({ bytes: 1, delayMs: 0.5 }).at('db')
 */
export const slicer: FaultFactory<SlicerParams> = defineFault({
  name: 'slicer',
  layer: 'link',
  about: 'Data arrives in small pieces with pauses between them.',
  params: z.strictObject({
    bytes: z
      .int()
      .min(1)
      .max(65536)
      .default(64)
      .meta({ unit: 'bytes', description: 'size of a piece' }),
    variation: z
      .int()
      .min(0)
      .max(65535)
      .default(0)
      .meta({ unit: 'bytes', description: 'give or take as much' }),
    delayMs: z
      .number()
      .min(0)
      .max(10_000)
      .default(0)
      .meta({ unit: 'ms', description: 'pause after each piece' }),
    stream: directionOr('downstream'),
  }),
  needs: ['bytes'],
  harm: 'late',
  condition: ({ bytes, variation, delayMs, stream }) => ({
    on: 'link',
    toxic: 'slicer',
    streams: streamsOf(stream),
    toxicity: 1,
    // A piece of no bytes at all would never end.
    attributes: {
      average_size: bytes,
      size_variation: Math.min(variation, bytes - 1),
      delay: Math.round(delayMs * 1000),
    },
  }),
});
