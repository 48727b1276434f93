import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { errorCode, saysCode, waitMs } from '../shared/failures.ts';

/** The parameters of `rate-limit`. */
export interface RateLimitParams {
  readonly retryAfterMs: number;
  readonly code?: string;
}

/**
 * The call gets 429 with `retry-after`, by default 1 s; for a 429 without that header use `refuse({
 * status: 429 })`.
 * @example rateLimit({ retryAfterMs: 70_000 }).at('model', { chance: 0.2 })
 */
export const rateLimit: FaultFactory<RateLimitParams> = defineFault({
  name: 'rate-limit',
  about: 'The call is turned away with 429 and told how long to wait.',
  params: z.strictObject({
    retryAfterMs: waitMs.default(1_000).meta({
      unit: 'ms',
      step: 1_000,
      description: 'how long the reply asks to wait; `retry-after` has whole seconds, rounded up',
    }),
    code: errorCode,
  }),
  harm: 'refused',
  plausible: ({ code, ...params }) =>
    code !== undefined && saysCode(429, code) ? { ...params, code } : params,
  effect: (params) => ({ kind: 'refuse', failure: { kind: 'status', status: 429, ...params } }),
});
