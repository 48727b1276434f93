import { z } from 'zod';
import type { FaultFactory } from '../../harness/plans/define.ts';
import { valueFault } from '../shared/reply-faults.ts';
import { earlier } from '../shared/timestamps.ts';
import { mapScalars } from '../../harness/model/json/walk.ts';

/** The parameters of `stale`. */
export interface StaleParams {
  readonly ageMs: number;
}

const dayMs = 86_400_000;

/**
 * Every timestamp moves back, by default 7 days: ISO 8601 texts, and epoch numbers in fields named
 * like times (`updatedAt`, `as_of`, `date` …). A reply without any passes as it is.
 * @example stale({ ageMs: 30 * 86_400_000 }).at('prices')
 */
export const stale: FaultFactory<StaleParams> = valueFault({
  name: 'stale',
  about: 'The reply is old: every timestamp in it lies further back than it should.',
  params: z.strictObject({
    ageMs: z
      .int()
      .min(60_000)
      .max(3_650 * dayMs)
      .default(7 * dayMs)
      .meta({ unit: 'ms', description: 'how much older it is' }),
  }),
  tried: 'as a lie',
  change: (meaning, { ageMs }) =>
    mapScalars(meaning, (scalar, field) => earlier(scalar, field, ageMs)),
});
