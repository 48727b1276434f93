import { results, type Result } from '../harness/model/verdict.ts';

/** Each verdict in the plural: `3 failed`. */
const words: Readonly<Record<Result, string>> = {
  pass: 'passed',
  unknown: 'unknown',
  fail: 'failed',
};

/** How many runs ended with each verdict, worst first; null where all ended with the same. */
export function verdictCounts(counts: Readonly<Record<Result, number>>): string | null {
  const told = results.toReversed().filter((result) => counts[result] > 0);
  if (told.length < 2) return null;
  return told.map((result) => `${counts[result]} ${words[result]}`).join(', ');
}
