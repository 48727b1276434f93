import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { directionOr, streamsOf, type Direction } from '../shared/streams.ts';

/** The parameters of `reset-peer`. */
export interface ResetPeerParams {
  readonly ms: number;
  readonly stream: Direction;
}

/**
 * Connections are reset (RST) at the first data, by default of the reply: the request was carried out.
 * @example resetPeer().at('db')
 */
export const resetPeer: FaultFactory<ResetPeerParams> = defineFault({
  name: 'reset-peer',
  layer: 'link',
  about: 'Connections are torn down as soon as data is on its way.',
  params: z.strictObject({
    ms: z
      .int()
      .min(0)
      .max(600000)
      .default(0)
      .meta({ unit: 'ms', description: 'from the first data to the reset' }),
    stream: directionOr('downstream'),
  }),
  needs: ['bytes'],
  harm: 'lost',
  condition: ({ ms, stream }) => ({
    on: 'link',
    toxic: 'reset_peer',
    streams: streamsOf(stream),
    toxicity: 1,
    attributes: { timeout: ms },
  }),
});
