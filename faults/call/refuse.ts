import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { errorCode } from '../shared/failures.ts';

/** The parameters of `refuse`. */
export interface RefuseParams {
  readonly status: number;
  readonly code?: string;
  readonly retryAfterMs?: number;
}

/**
 * An HTTP error, by default 500; the tool never heard of the call.
 * @example refuse({ status: 403 }).at('hotels', { call: 'POST /book' })
 */
export const refuse: FaultFactory<RefuseParams> = defineFault({
  name: 'refuse',
  layer: 'call',
  about: 'The call is answered with an HTTP error before the tool does anything.',
  params: z.strictObject({
    status: z.int().min(400).max(599).default(500).meta({
      unit: 'HTTP status',
      description: 'the status of the reply',
    }),
    code: errorCode,
    retryAfterMs: z.exactOptional(
      z.int().min(0).max(3_600_000).meta({
        unit: 'ms',
        description:
          'how long the reply asks to wait; `retry-after` has whole seconds, rounded up; no such header where left out',
      }),
    ),
  }),
  needs: ['request'],
  harm: 'refused',
  effect: (params) => ({ kind: 'refuse', failure: { kind: 'status', ...params } }),
});
