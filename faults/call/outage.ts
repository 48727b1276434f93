import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { failureOf } from '../shared/failures.ts';

/** The parameters of `outage`. */
export interface OutageParams {
  readonly as: 503 | 'ECONNREFUSED' | 'ECONNRESET' | 'ETIMEDOUT';
}

/**
 * The tool is down, by default behind a 503; aim it at a whole point, or at a window of time.
 * @example outage().at('hotels', { ms: [0, 20_000] })
 */
export const outage: FaultFactory<OutageParams> = defineFault({
  name: 'outage',
  about: 'The tool is down: every call in the window fails and none is heard.',
  params: z.strictObject({
    as: z
      .literal([503, 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT'])
      .default(503)
      .meta({ description: 'how callers see it: an HTTP status, or a network error' }),
  }),
  harm: 'refused',
  effect: (params) => ({ kind: 'refuse', failure: failureOf(params.as) }),
});
