import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { errorCode, saysCode, waitMs } from '../shared/failures.ts';

/** The parameters of `refuse`. */
export interface RefuseParams {
  readonly status: number;
  readonly code?: string;
  readonly retryAfterMs?: number;
}

/**
 * The call gets an HTTP error, by default 500, and never reaches the tool.
 * @example refuse({ status: 403 }).at('hotels', { call: 'POST /book' })
 */
export const refuse: FaultFactory<RefuseParams> = defineFault({
  name: 'refuse',
  about: 'The call is answered with an HTTP error before the tool does anything.',
  params: z.strictObject({
    status: z
      .int()
      .min(400)
      .max(599)
      .default(500)
      .meta({
        unit: 'HTTP status',
        description: 'the status of the reply',
        examples: [400, 401, 403, 404, 408, 409, 422, 429, 500, 502, 503, 504],
      }),
    code: errorCode,
    retryAfterMs: z.exactOptional(
      waitMs.meta({
        unit: 'ms',
        step: 1_000,
        description:
          'how long the reply asks to wait; `retry-after` has whole seconds, rounded up; no such header where left out',
      }),
    ),
  }),
  harm: 'refused',
  plausible: ({ status, code, retryAfterMs }) => ({
    status,
    ...(code !== undefined && saysCode(status, code) ? { code } : {}),
    ...(retryAfterMs !== undefined && asksToWait.has(status) ? { retryAfterMs } : {}),
  }),
  effect: (params) => ({ kind: 'refuse', failure: { kind: 'status', ...params } }),
});

const asksToWait: ReadonlySet<number> = new Set([429, 503]);
