import { draws } from '../../../harness/model/random.ts';
import { outcomes, type Outcome } from '../../../harness/model/trace/outcome.ts';
import { bootstrapDifference } from '../../../harness/stats/bootstrap-difference.ts';
import { widenedBy } from '../../../harness/stats/changed-pairs.ts';
import { effective } from '../../../harness/stats/clustered-share.ts';
import { newcombe } from '../../../harness/stats/newcombe.ts';
import { newcombePaired } from '../../../harness/stats/newcombe-paired.ts';
import { passHatK } from '../../../harness/stats/pass-k.ts';
import type { ComparedMeasure, ComparedResult } from '../comparison.ts';
import type { ScenarioFacts } from '../facts/suite-facts.ts';
import { isBetter } from '../movement.ts';
import { counted, ofRun, type SeedPair } from '../pairs.ts';
import { seedsIn, type SeedGroup } from '../../reliability/seeds.ts';

/** A scenario that is on both sides. */
export interface BothSides {
  readonly title: string;
  readonly base: ScenarioFacts;
  readonly now: ScenarioFacts;
  readonly pairs: readonly SeedPair[];
}

/** The fewest runs, or pairs of runs, that an interval is given for. */
const leastRuns = 5;

/** The pass rate of a scenario on both sides, and of each outcome under faults that there was. */
export function ratesOf(sides: BothSides, margin: number | null): readonly ComparedMeasure[] {
  return [passRate(sides, margin), ...outcomes.flatMap((one) => outcomeRate(sides, one) ?? [])];
}

/** pass^k over all scenarios, for the largest k that all have runs for; null for too few runs. */
export function passPower(all: readonly BothSides[]): ComparedMeasure | null {
  const trials = (side: 'base' | 'now') =>
    all.map((one) => {
      const { pass, fail } = passes(one[side].seeds);
      return { n: pass + fail, successes: pass };
    });
  const [base, now] = [trials('base'), trials('now')];
  const least = Math.min(...[...base, ...now].map(({ n }) => n));
  if (all.length === 0 || least < leastRuns) return null;
  const k = Math.min(10, least);
  const [before, after] = [passHatK(base, k), passHatK(now, k)];
  const value = after.value - before.value;
  const difference = {
    value,
    low: value - Math.hypot(after.value - after.low, before.high - before.value),
    high: value + Math.hypot(after.high - after.value, before.value - before.low),
  };
  return {
    name: `pass^${k}`,
    where: '',
    unit: 'share',
    base: before.value,
    now: after.value,
    difference,
    how: 'as if the two were independent, which is never too narrow for runs of the same seeds',
    margin: null,
    result: 'not-worse',
    isBetter: isBetter(difference, -1),
  };
}

function passRate({ title, base, now, pairs }: BothSides, margin: number | null): ComparedMeasure {
  const paired = counted(pairs, ofRun);
  const n = paired.both + paired.firstOnly + paired.secondOnly + paired.neither;
  const [was, is] = [passes(base.seeds), passes(now.seeds)];
  const rate = ({ pass, fail }: Passes) => (pass + fail === 0 ? null : pass / (pass + fail));
  const about = { name: 'pass rate', where: title, unit: 'share', margin } as const;
  const told = (difference: ComparedMeasure['difference'], how: string): ComparedMeasure => ({
    ...about,
    base: rate(was),
    now: rate(is),
    difference,
    how,
    result: margin === null ? 'not-worse' : againstMargin(difference, margin),
    isBetter: isBetter(difference, -1),
  });
  if (n > 0) {
    const { value, low, high } = newcombePaired(paired);
    // Newcombe's is the base less now.
    return told({ value: -value, low: -high, high: -low }, `${n} pairs of seed and plan`);
  }
  if (was.pass + was.fail === 0 || is.pass + is.fail === 0) {
    return told(null, 'no run was judged, or a report does not say what came of each seed');
  }
  const proportion = ({ pass, fail }: Passes) => ({ successes: pass, n: pass + fail });
  return told(newcombe(proportion(is), proportion(was)), 'unpaired: other seeds or plans');
}

function againstMargin(difference: ComparedMeasure['difference'], margin: number): ComparedResult {
  if (difference === null) return 'unknown';
  if (-difference.low <= margin) return 'not-worse';
  return -difference.high > margin ? 'worse' : 'unknown';
}

function outcomeRate(
  { title, base, now, pairs }: BothSides,
  outcome: Outcome,
): ComparedMeasure | null {
  const [was, is] = [tasksOf(base.seeds, outcome), tasksOf(now.seeds, outcome)];
  if (was.part + is.part === 0 || was.whole === 0 || is.whole === 0) return null;
  const about = { name: outcome, where: title, unit: 'share', margin: null } as const;
  const told = (difference: ComparedMeasure['difference'], how: string): ComparedMeasure => ({
    ...about,
    base: was.part / was.whole,
    now: is.part / is.whole,
    difference,
    how,
    result: 'not-worse',
    isBetter: isBetter(difference, signs[outcome]),
  });
  if (pairs.length >= leastRuns) {
    const drawn = bootstrapDifference({
      base: pairs.map((pair) => pair.base),
      now: pairs.map((pair) => pair.now),
      of: (groups) => shareOf(groups, outcome),
      isPaired: true,
      draw: draws(1, 'compare', `${title} ${outcome}`),
    });
    if (!drawn) return null;
    const hasIt = ({ ended }: SeedGroup) => ended[outcome] ?? 0;
    const changed = pairs.filter((pair) => hasIt(pair.base) !== hasIt(pair.now)).length;
    const { value, low, high } = widenedBy(drawn, { changed, pairs: pairs.length });
    return told({ value, low, high }, `${pairs.length} pairs of seed and plan`);
  }
  if (Math.min(was.clusters, is.clusters) < leastRuns) {
    return told(null, `too few runs for an interval of use (${leastRuns} at least)`);
  }
  return told(newcombe(effective(is), effective(was)), 'unpaired: other seeds or plans');
}

/** Where more of an outcome is worse (1) or better (-1); that of others depends on what was asked. */
const signs: Readonly<Record<Outcome, 1 | -1 | null>> = {
  unaffected: -1,
  recovered: null,
  degraded: null,
  abstained: null,
  escalated: null,
  'failed-loud': 1,
  'silently-wrong': 1,
  unsafe: 1,
  hung: 1,
};

interface Passes {
  readonly pass: number;
  readonly fail: number;
}

function passes(groups: readonly SeedGroup[]): Passes {
  const having = (wanted: 'pass' | 'fail') =>
    groups
      .filter(({ result }) => result === wanted)
      .reduce((sum, { seeds }) => sum + seedsIn(seeds).length, 0);
  return { pass: having('pass'), fail: having('fail') };
}

function tasksOf(groups: readonly SeedGroup[], outcome: Outcome) {
  let [part, whole, clusters] = [0, 0, 0];
  for (const { ended, seeds, result } of groups) {
    if (result === 'idle') continue;
    const runs = seedsIn(seeds).length;
    part += runs * (ended[outcome] ?? 0);
    whole += runs * sumOf(ended);
    clusters += runs;
  }
  return { part, whole, clusters };
}

function shareOf(groups: readonly SeedGroup[], outcome: Outcome): number | null {
  const whole = groups.reduce((sum, { ended }) => sum + sumOf(ended), 0);
  const part = groups.reduce((sum, { ended }) => sum + (ended[outcome] ?? 0), 0);
  return whole === 0 ? null : part / whole;
}

function sumOf(ended: SeedGroup['ended']): number {
  return Object.values(ended).reduce((sum, one) => sum + one, 0);
}
