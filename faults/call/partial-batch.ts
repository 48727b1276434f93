import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { failureOf } from '../shared/failures.ts';

/** The parameters of `partial-batch`. */
export interface PartialBatchParams {
  readonly as: 500 | 503 | 429 | 'ECONNRESET';
}

/**
 * Of calls to a point that are under way at the same time for one task, every second one is refused, by
 * default with 503; a call that is made alone passes.
 * @example partialBatch().at('shop')
 */
export const partialBatch: FaultFactory<PartialBatchParams> = defineFault({
  name: 'partial-batch',
  about: 'Of calls that a task makes at once every second one fails; the others are answered.',
  params: z.strictObject({
    as: z
      .literal([500, 503, 429, 'ECONNRESET'])
      .default(503)
      .meta({ description: 'how those fail: an HTTP status, or a network error' }),
  }),
  needs: ['request', 'value'],
  harm: 'false',
  tried: 'by name',
  effect: (params, _call, { alongside }) =>
    alongside % 2 === 1 ? { kind: 'refuse', failure: failureOf(params.as) } : { kind: 'pass' },
});
