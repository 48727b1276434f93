import { HarnessError } from '../error.ts';

/** A length of time: milliseconds, or a number with a unit, such as `30 s`. */
export type Duration = number | `${number} ${'ms' | 's' | 'min' | 'h'}`;

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 };

/** The length in milliseconds; throws `bad-argument` on anything else. */
export function toMs(duration: Duration): number {
  const text = typeof duration === 'number' ? `${duration} ms` : duration;
  const [, number, unit] = /^(\d+(?:\.\d+)?) ?(ms|s|min|h)$/.exec(text) ?? [];
  if (number === undefined || unit === undefined) {
    throw new HarnessError('bad-argument', {
      expected: 'a length of time such as 500, "500 ms", "30 s", "2 min" or "1 h"',
      got: JSON.stringify(duration) ?? String(duration),
      fix: 'Write a number of milliseconds, or a number, a space and a unit.',
    });
  }
  // 8.2 min are 491,999.99999999994 ms otherwise.
  return Number((Number(number) * (unitMs[unit] ?? 1)).toFixed(6));
}

/** The value in milliseconds where it is a length of time as text; the value itself where not. */
export function inMs(value: unknown): unknown {
  try {
    return typeof value === 'string' ? toMs(value as Duration) : value;
  } catch {
    return value;
  }
}
