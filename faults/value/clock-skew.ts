import { z } from 'zod';
import type { FaultFactory } from '../../harness/plans/define.ts';
import { valueFault } from '../shared/reply-faults.ts';
import { earlier } from '../shared/timestamps.ts';
import { mapScalars } from '../../harness/model/json/walk.ts';

/** The parameters of `clock-skew`. */
export interface ClockSkewParams {
  readonly byMs: number;
  readonly towards: 'future' | 'past';
}

const dayMs = 86_400_000;

/**
 * Every timestamp in the reply is off, by default an hour ahead: ISO 8601 texts, and epoch numbers in
 * fields named like times. A reply without any passes as it is.
 * @example clockSkew({ byMs: 300_000, towards: 'past' }).at('tokens')
 */
export const clockSkew: FaultFactory<ClockSkewParams> = valueFault({
  name: 'clock-skew',
  about: "The tool's clock is wrong: every time that it tells is off by as much.",
  params: z.strictObject({
    byMs: z
      .int()
      .min(1_000)
      .max(365 * dayMs)
      .default(3_600_000)
      .meta({ unit: 'ms', description: 'how far its clock is off' }),
    towards: z.enum(['future', 'past']).default('future').meta({
      description: 'whether its clock is fast or slow',
    }),
  }),
  tried: 'as a lie',
  change: (meaning, { byMs, towards }) =>
    mapScalars(meaning, (scalar, field) =>
      earlier(scalar, field, towards === 'past' ? byMs : -byMs),
    ),
});
