import type { Estimate } from '../../harness/stats/wilson.ts';

/** What a comparison, or a part of it, comes to, best first. */
export const comparedResults = ['not-worse', 'unknown', 'worse'] as const;

/** One of those. */
export type ComparedResult = (typeof comparedResults)[number];

/** What became of something that one of two reports tells of. */
export const changeKinds = [
  'newly-broke',
  'still-broken',
  'no-longer-known',
  'no-longer-covered',
  'newly-holds',
  'newly-covered',
] as const;

/** What became of a scenario, a check, a finding, or a fault at a call. */
export interface Change {
  readonly kind: (typeof changeKinds)[number];
  readonly file: string;
  readonly title: string;
  /** A check, `check: signature` of a finding, `fault at call` of a search; '' for all of it. */
  readonly what: string;
  readonly reason: string;
  readonly result: ComparedResult;
}

/** Something that was measured on both sides, and whether it may be worse. */
export interface ComparedMeasure {
  /** Such as `goodput` or `pass rate`. */
  readonly name: string;
  /** The phase or the scenario it is about; '' for all. */
  readonly where: string;
  readonly unit: 'share' | 'ms' | 'factor';
  readonly base: number | null;
  readonly now: number | null;
  /** Now less base, with its 95 % interval; null where nothing can be said. */
  readonly difference: Estimate | null;
  /** How the interval was made, or why there is none. */
  readonly how: string;
  /** How much worse it may be, in its unit; null where it is not asked. */
  readonly margin: number | null;
  readonly result: ComparedResult;
  /** Whether it is better now, with its whole interval. */
  readonly isBetter: boolean;
}

/** A comparison of two reports: `compare.json`. */
export interface Comparison {
  readonly version: 1;
  readonly kind: 'suite' | 'load';
  readonly base: ComparedSide;
  readonly now: ComparedSide;
  /** What was not the same on both sides: variants, seeds. */
  readonly unlike: readonly string[];
  readonly result: ComparedResult;
  readonly changes: readonly Change[];
  readonly differences: readonly ComparedMeasure[];
  /** What bears on how to read it: other seeds, how gates were corrected. */
  readonly notes: readonly string[];
}

/** A report that was compared: its file, and what it is of. */
export interface ComparedSide {
  readonly file: string;
  readonly says: string;
}

/** The worst of some comparedResults; `not-worse` for none. */
export function worstOf(all: readonly ComparedResult[]): ComparedResult {
  return comparedResults.findLast((one) => all.includes(one)) ?? 'not-worse';
}
