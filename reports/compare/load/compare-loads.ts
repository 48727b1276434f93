import { alwaysFail } from '../../../harness/model/trace/outcome.ts';
import { holm } from '../../../harness/stats/holm.ts';
import { worstOf, type ComparedMeasure, type Comparison } from '../comparison.ts';
import type { LoadFacts, PhaseFacts } from '../facts/load-facts.ts';
import { isBetter } from '../movement.ts';
import { shareNames } from '../../../harness/model/load/share-names.ts';
import type { Margins } from '../margins.ts';
import { loadDifference, type DifferenceFound, type PhaseSides } from './load-difference.ts';
import { measuresOf, sum, type LoadMeasure } from './load-measures.ts';
import { recoveryGate } from './recovery-gate.ts';

/** The p-value under which a difference is no chance. */
const alpha = 0.05;

/** The shortest time by which a response may be longer unnoticed (ms). */
const leastMs = 1;

/** A measure of a phase before it is known what all of them come to. */
interface Measured {
  readonly measure: LoadMeasure;
  readonly sides: PhaseSides;
  readonly found: DifferenceFound;
  /** How much worse it may be, in its unit; null where it is not asked. */
  readonly limit: number | null;
}

/**
 * What two loads of the same kind differ in. A gate is `not-worse` where its whole interval lies within its
 * margin: that all are so is one claim, and needs no correction (R. L. Berger, Technometrics 24 (1982) 295–300). It is
 * `worse` where the interval lies beyond it and Holm's adjusted p-value says so.
 */
export function compareLoads(
  base: LoadFacts,
  now: LoadFacts,
  margins: Margins,
): Omit<Comparison, 'version' | 'kind' | 'base' | 'now'> {
  const isSame = base.seed === now.seed;
  const measured = base.phases.flatMap((was): Measured[] => {
    const is = now.phases.find(({ name }) => name === was.name);
    if (!is) return [];
    const sides = { base: was, now: is, isPaired: isSame && isAlike(was, is) };
    return measuresOf([was, is]).map((measure) => measuredIn(measure, sides, margins));
  });
  const ps = measured.map(({ found, limit, measure }) => pOf(found, limit, measure));
  const adjusted = holm(ps.map((p) => p ?? 0).filter((_, n) => ps[n] !== null));
  let nth = -1;
  const told = measured.map((one, n) => {
    if (ps[n] !== null) nth += 1;
    return toldOf(one, ps[n] === null ? 1 : (adjusted[nth] ?? 1));
  });
  const recovery = recoveryGate(base, now, margins.recovery);
  const differences = [...told, ...(recovery ? [recovery] : [])];
  const gaps = [
    ...(base.gap === null ? [] : [`the baseline says nothing: ${base.gap}`]),
    ...(now.gap === null ? [] : [`the new load says nothing: ${now.gap}`]),
  ];
  const results = differences.map(({ result }) => result);
  return {
    // A load that was not what it should be says nothing of the system, good or bad.
    result: gaps.length > 0 ? 'unknown' : worstOf(results),
    unlike: unlikeIn(base, now),
    changes: [],
    differences,
    notes: [
      ...gaps,
      `${adjusted.length} gates: worse where Holm's adjusted p-value is at most ${alpha}`,
    ],
  };
}

/** Whether as many tasks arrived in each stretch. */
function isAlike(base: PhaseFacts, now: PhaseFacts): boolean {
  return (
    base.stretches.length === now.stretches.length &&
    base.stretches.every(({ offered }, n) => offered === now.stretches[n]?.offered)
  );
}

function measuredIn(measure: LoadMeasure, sides: PhaseSides, margins: Margins): Measured {
  const margin = margins[measure.margin];
  const before = measure.of(sides.base.stretches) ?? 0;
  const limit =
    margin === null || measure.unit === 'share'
      ? margin
      : Math.max(margin * before, measure.unit === 'ms' ? leastMs : 0);
  return { measure, sides, limit, found: loadDifference(measure, sides) };
}

/** How likely a difference beyond the margin is chance; null where that is not asked. */
function pOf(found: DifferenceFound, limit: number | null, { sign }: LoadMeasure): number | null {
  if (limit === null) return null;
  if (!('difference' in found)) return null;
  const { low, high, above, below } = found.difference;
  if (sign === 1) return low > limit ? above(limit) : 1;
  return high < -limit ? below(-limit) : 1;
}

function toldOf({ measure, sides, found, limit }: Measured, p: number): ComparedMeasure {
  const { name, unit, of } = measure;
  const about = {
    name,
    where: sides.now.name,
    unit,
    base: of(sides.base.stretches),
    now: of(sides.now.stretches),
    margin: limit,
  };
  const never = neverOf(measure, sides, limit);
  if (!('difference' in found)) {
    const result = never?.result ?? (limit === null ? 'not-worse' : 'unknown');
    return { ...about, difference: null, how: never?.how ?? found.why, result, isBetter: false };
  }
  const { value, low, high } = found.difference;
  const better = isBetter(found.difference, measure.isPlain ? measure.sign : null);
  const how = sides.isPaired ? 'paired: the same arrivals' : 'unpaired';
  const difference = { value, low, high };
  if (never) return { ...about, difference, ...never, isBetter: better };
  if (limit === null) return { ...about, difference, how, result: 'not-worse', isBetter: better };
  const most = measure.sign === 1 ? high : -low;
  // 1 - 0.99 is not quite 0.01.
  const result = most <= limit + 1e-12 ? 'not-worse' : p <= alpha ? 'worse' : 'unknown';
  // Of what is not worse it would be that of another question.
  const said = result === 'not-worse' ? how : `${how}, p = ${p.toFixed(3)}`;
  return { ...about, difference, how: said, result, isBetter: better };
}

/** Silently wrong, unsafe or hung tasks must not appear, where no margin says how many may be. */
function neverOf(
  { name, part }: LoadMeasure,
  { base, now }: PhaseSides,
  limit: number | null,
): Pick<ComparedMeasure, 'how' | 'result'> | null {
  const isNever = alwaysFail.some((one) =>
    Object.entries(shareNames).some(([key, of]) => key === name && of === one),
  );
  if (!isNever || limit !== null || !part) return null;
  const [was, is] = [sum(base.stretches, part), sum(now.stretches, part)];
  if (is === 0) return { how: 'none now', result: 'not-worse' };
  const how = `${is} tasks now, ${was} before`;
  return { how, result: was === 0 ? 'worse' : is <= was ? 'not-worse' : 'unknown' };
}

/** What was not the same, though the loads were asked the same. */
function unlikeIn(base: LoadFacts, now: LoadFacts): readonly string[] {
  return [
    ...(base.variant === now.variant ? [] : [`${base.variant} before, ${now.variant} now`]),
    ...(base.seed === now.seed
      ? []
      : [`seeds ${base.seed} and ${now.seed}: other arrivals, compared unpaired`]),
  ];
}
