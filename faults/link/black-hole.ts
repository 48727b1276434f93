import { z } from 'zod';
import type { StandingKind } from '../../harness/model/fault.ts';
import { defineFault, type FaultFactory } from '../define.ts';
import { directionOr, streamsOf, type Direction } from '../values/streams.ts';

/** The parameters of `black-hole`. */
export interface BlackHoleParams {
  readonly stream: Direction;
}

/** The entry of `black-hole`: a link that leads nowhere. */
export const blackHoleKind: StandingKind<BlackHoleParams> = {
  name: 'black-hole',
  layer: 'link',
  about: 'The link swallows everything and stays open.',
  params: z.strictObject({
    stream: directionOr('both'),
  }),
  strikes: ['link'],
  condition: ({ stream }) => ({
    on: 'link',
    toxic: 'timeout',
    streams: streamsOf(stream),
    toxicity: 1,
    attributes: { timeout: 0 },
  }),
};

/**
 * Connections open and stay open, and nothing comes through, by default either way.
 * @example blackHole().at('db', { ms: [0, 5_000] })
 */
export const blackHole: FaultFactory<BlackHoleParams> = defineFault(blackHoleKind);
