import { z } from 'zod';
import type { StandingKind } from '../../harness/model/fault.ts';
import { defineFault, type FaultFactory } from '../define.ts';
import { directionOr, streamsOf, type Direction } from '../values/streams.ts';

/** The parameters of `reset-peer`. */
export interface ResetPeerParams {
  readonly ms: number;
  readonly stream: Direction;
}

/** The entry of `reset-peer`: a peer that hangs up. */
export const resetPeerKind: StandingKind<ResetPeerParams> = {
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
  strikes: ['link'],
  condition: ({ ms, stream }) => ({
    on: 'link',
    toxic: 'reset_peer',
    streams: streamsOf(stream),
    toxicity: 1,
    attributes: { timeout: ms },
  }),
};

/**
 * Connections are reset (RST) at the first data, by default of the reply: the request was carried out.
 * @example resetPeer().at('db')
 */
export const resetPeer: FaultFactory<ResetPeerParams> = defineFault(resetPeerKind);
