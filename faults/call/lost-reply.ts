import { z } from 'zod';
import type { FaultKind } from '../../harness/model/fault.ts';
import { defineFault, type FaultFactory } from '../define.ts';
import { failureOf } from '../failures.ts';

/** The parameters of `lost-reply`. */
export interface LostReplyParams {
  readonly as: 504 | 'ECONNRESET' | 'ETIMEDOUT' | 'EPIPE';
}

/** The entry of `lost-reply`. A refused connection is not among its forms: it proves no act. */
export const lostReplyKind: FaultKind<LostReplyParams> = {
  name: 'lost-reply',
  layer: 'call',
  about: 'The tool does its work, but its reply is lost on the way back.',
  params: z.strictObject({
    as: z
      .literal([504, 'ECONNRESET', 'ETIMEDOUT', 'EPIPE'])
      .default('ECONNRESET')
      .meta({ description: 'what the caller gets: an HTTP status, or a network error' }),
  }),
  strikes: ['api', 'model'],
  effect: (params) => ({ kind: 'lose', failure: failureOf(params.as) }),
};

/**
 * The tool acted, its reply was lost: by default the connection is reset.
 * @example lostReply().at('flights', { call: 'POST /book', calls: 1 })
 */
export const lostReply: FaultFactory<LostReplyParams> = defineFault(lostReplyKind);
