import { HarnessError } from '../model/error.ts';

/** Throws `bad-argument` unless `holds`; `expected` and `got` are worded as in the error. */
export function demand(holds: boolean, expected: string, got: string): asserts holds {
  if (holds) return;
  throw new HarnessError('bad-argument', { expected, got, fix: 'Check what is counted.' });
}

/** Throws `bad-argument` unless 0 ≤ part ≤ whole. */
export function demandParts(part: number, whole: number): void {
  demand(part >= 0 && part <= whole, '0 ≤ part ≤ whole', `${part} of ${whole}`);
}

/** Throws `bad-argument` unless both are whole numbers and 0 ≤ part ≤ whole. */
export function demandCounts(part: number, whole: number): void {
  demand(
    Number.isInteger(part) && Number.isInteger(whole) && part >= 0 && part <= whole,
    'whole numbers, 0 ≤ part ≤ whole',
    `${part} of ${whole}`,
  );
}
