import type { Outcome } from '../../harness/model/trace/outcome.ts';
import { failuresIn } from '../../harness/model/trace/failures-in.ts';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import { wayOf } from '../../harness/model/trace/signature.ts';
import type { Mode } from '../../harness/model/trace/trace.ts';
import { outcomeOf } from '../../harness/model/trace/worst-outcome.ts';
import { foreignKey, foreignOf } from './foreign.ts';
import { isIdle } from './verdicts.ts';
import { tallyOf, type ReliabilityTally } from '../reliability/tally.ts';
import type { CheckSummary, Doubt, ForeignHost, HarnessFailure, Mix } from './counts.ts';
import { addCounts } from './add-counts.ts';
import {
  addDoubts,
  checksOf,
  doubtKey,
  doubtsOf,
  harnessFailuresOf,
  mixOf,
  strikesOf,
  type StrikeCounts,
} from './tally.ts';
import { addSeedGroups, seedGroupKey, seedGroupOf, type SeedGroup } from '../reliability/seeds.ts';

/** Counts of the runs of one scenario and variant: plain data of bounded size. */
export interface ScenarioTally {
  readonly family: string;
  readonly file: string;
  readonly title: string;
  readonly variant: string;
  readonly runs: number;
  readonly modes: readonly Mode[];
  /** Counts of idle runs; they count only where no run was struck. */
  readonly idle: HalfTally;
  readonly struck: HalfTally;
  readonly mix: Mix;
  readonly harnessFailures: readonly HarnessFailure[];
  readonly strikes: readonly StrikeCounts[];
  readonly foreign: readonly ForeignHost[];
  readonly failures: readonly FailureTally[];
  readonly seeds: readonly SeedGroup[];
  readonly tookMs: number;
}

/** The counts that are kept apart for idle runs and for the others. */
export interface HalfTally {
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly checks: readonly CheckSummary[];
  readonly doubts: readonly Doubt[];
  readonly inapplicable: readonly Doubt[];
  /** Null where there are no runs. */
  readonly reliability: ReliabilityTally | null;
}

/** How often one check failed with one signature, by the outcome of the tasks it concerns. */
export interface FailureTally {
  readonly check: string;
  readonly way: string;
  readonly count: number;
  /** Failures that concern no task are in none of these counts. */
  readonly ended: Readonly<Partial<Record<Outcome, number>>>;
}

/** The most doubts, strikes, hosts and failures that are kept apart while tallies are added. */
const most = 1_000;

/** Counts one run. */
export function scenarioTally(run: RunRecord): ScenarioTally {
  const { family, file, trace, tookMs } = run;
  const isLuck = isIdle(run);
  return {
    family,
    file,
    title: trace.scenario,
    variant: trace.variant,
    runs: 1,
    modes: [trace.mode],
    idle: isLuck ? halfOf(run) : noHalf,
    struck: isLuck ? noHalf : halfOf(run),
    mix: mixOf(run),
    harnessFailures: harnessFailuresOf(run),
    strikes: strikesOf(run),
    foreign: foreignOf(run),
    failures: failureTallies(run),
    seeds: [seedGroupOf(run)],
    tookMs,
  };
}

/** Adds two tallies of one scenario and variant. */
export function addScenarioTallies(a: ScenarioTally, b: ScenarioTally): ScenarioTally {
  return {
    ...a,
    runs: a.runs + b.runs,
    modes: [...new Set([...a.modes, ...b.modes])],
    idle: addHalves(a.idle, b.idle),
    struck: addHalves(a.struck, b.struck),
    mix: addCounts(a.mix, b.mix),
    harnessFailures: added(a.harnessFailures, b.harnessFailures, ({ message }) => message),
    strikes: added(a.strikes, b.strikes, ({ strike, isDrawn }) => `${isDrawn} ${strike}`),
    foreign: added(a.foreign, b.foreign, foreignKey),
    failures: added(a.failures, b.failures, ({ check, way }) => JSON.stringify([check, way])),
    seeds: added(a.seeds, b.seeds, seedGroupKey, addSeedGroups),
    tookMs: a.tookMs + b.tookMs,
  };
}

const noHalf: HalfTally = {
  pass: 0,
  fail: 0,
  unknown: 0,
  checks: [],
  doubts: [],
  inapplicable: [],
  reliability: null,
};

/** The half of a tally that counts: the runs that were struck, or the idle ones where none was. */
export function countedHalf(tally: ScenarioTally | null): HalfTally {
  if (tally === null) return noHalf;
  const { pass, fail, unknown } = tally.struck;
  return pass + fail + unknown > 0 ? tally.struck : tally.idle;
}

/** Adds the tallies of one scenario; null for an empty list. */
export function addedTallies(tallies: readonly ScenarioTally[]): ScenarioTally | null {
  const [first, ...others] = tallies;
  return first ? others.reduce(addScenarioTallies, first) : null;
}

function halfOf(run: RunRecord): HalfTally {
  return {
    ...noHalf,
    [run.result]: 1,
    checks: checksOf(run),
    doubts: doubtsOf(run, 'unknown'),
    inapplicable: doubtsOf(run, 'not-applicable'),
    reliability: tallyOf(run),
  };
}

function addHalves(a: HalfTally, b: HalfTally): HalfTally {
  const [one, two] = [a.reliability, b.reliability];
  return {
    pass: a.pass + b.pass,
    fail: a.fail + b.fail,
    unknown: a.unknown + b.unknown,
    checks: added(a.checks, b.checks, ({ check }) => check),
    doubts: added(a.doubts, b.doubts, doubtKey, addDoubts),
    inapplicable: added(a.inapplicable, b.inapplicable, doubtKey, addDoubts),
    reliability: one && two ? addCounts(one, two) : (one ?? two),
  };
}

function failureTallies(run: RunRecord): readonly FailureTally[] {
  return failuresIn(run).map(({ check, verdict }) => {
    const outcome = outcomeOf(run, verdict.evidence);
    const ended = outcome === null ? {} : { [outcome]: 1 };
    return { check, way: wayOf(verdict.signature), count: 1, ended };
  });
}

/** Adds two lists of counts; entries with the same key are summed. */
function added<T extends object>(
  a: readonly T[],
  b: readonly T[],
  keyOf: (one: T) => string,
  add: (one: T, two: T) => T = addCounts,
): readonly T[] {
  const sums = new Map(a.map((one) => [keyOf(one), one]));
  for (const one of b) {
    const key = keyOf(one);
    const known = sums.get(key);
    if (known) sums.set(key, add(known, one));
    else if (sums.size < most) sums.set(key, one);
  }
  return [...sums.values()];
}
