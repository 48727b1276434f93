import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { directionOr, streamsOf, type Direction } from '../shared/streams.ts';

/** The parameters of `black-hole`. */
export interface BlackHoleParams {
  readonly stream: Direction;
}

/**
 * Connections open and stay open, and nothing comes through, by default either way.
 * @example blackHole().at('db', { ms: [0, 5_000] })
 */
export const blackHole: FaultFactory<BlackHoleParams> = defineFault({
  name: 'black-hole',
  layer: 'link',
  about: 'The link swallows everything and stays open.',
  params: z.strictObject({
    stream: directionOr('both'),
  }),
  needs: ['bytes'],
  harm: 'lost',
  condition: ({ stream }) => ({
    on: 'link',
    toxic: 'timeout',
    streams: streamsOf(stream),
    toxicity: 1,
    attributes: { timeout: 0 },
  }),
});
