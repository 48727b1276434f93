import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { failureOf } from '../shared/failures.ts';

/** The parameters of `lost-reply`. */
export interface LostReplyParams {
  readonly as: 504 | 'ECONNRESET' | 'ETIMEDOUT' | 'EPIPE';
}

/**
 * The tool acts, and its reply is lost: by default the connection is reset.
 * @example lostReply().at('flights', { call: 'POST /book', calls: 1 })
 */
export const lostReply: FaultFactory<LostReplyParams> = defineFault({
  name: 'lost-reply',
  about: 'The tool does its work, but its reply is lost on the way back.',
  params: z.strictObject({
    as: z
      .literal([504, 'ECONNRESET', 'ETIMEDOUT', 'EPIPE'])
      .default('ECONNRESET')
      .meta({ description: 'what the caller gets: an HTTP status, or a network error' }),
  }),
  harm: 'lost',
  effect: (params) => ({ kind: 'lose', failure: failureOf(params.as) }),
});
