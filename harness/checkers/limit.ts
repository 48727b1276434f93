import { HarnessError } from '../model/error.ts';

/** Throws `bad-argument` unless every limit that is given is a number in [min, max]. */
export function demandLimits(
  check: string,
  limits: Readonly<Record<string, number | undefined>>,
  min = 0,
  max: number = Number.MAX_VALUE,
): void {
  const upTo = max < Number.MAX_VALUE ? `, at most ${max}` : '';
  for (const [name, value] of Object.entries(limits)) {
    if (value === undefined || (value >= min && value <= max)) continue;
    throw new HarnessError('bad-argument', {
      expected: `${check}: ${name} as a number of at least ${min}${upTo}`,
      got: String(value),
      fix: `Give ${name} such a number, or leave it out.`,
    });
  }
}
