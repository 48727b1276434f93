import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import type { Result } from '../../harness/model/trace/verdict.ts';
import type { ClusteredShare } from '../../harness/stats/clustered-share.ts';
import { runLoad, type HopLoad } from '../../harness/stats/retry-amplification.ts';
import { taskCounts, type TaskCounts } from './run-counts.ts';

/** Counts over any number of runs, of bounded size, from which reliability is estimated. */
export interface ReliabilityTally {
  readonly results: Readonly<Record<Result, number>>;
  /** Of the tasks that abstained, how many should. */
  readonly precision: ClusteredShare;
  /** Of the tasks that should abstain, how many did. */
  readonly recall: ClusteredShare;
  /** How many tasks under faults ended in a SafeSuccess. */
  readonly safe: ClusteredShare;
  /** The same count for runs with a baseline, under faults and in the baseline. */
  readonly paired: { readonly underFaults: ClusteredShare; readonly baseline: ClusteredShare };
  /** Loads under faults, keyed by point, of runs whose baseline did not reach the point. */
  readonly loads: Readonly<Record<string, HopLoad>>;
  /**
   * Loads under faults and in the baseline, keyed by point, of runs whose baseline reached the
   * point.
   */
  readonly pairedLoads: Readonly<Record<string, PairedLoad>>;
  /** Answers under faults that came with a confidence, keyed by the confidence in thousandths. */
  readonly rated: Readonly<Record<string, Answers>>;
  /** How many runs hold such an answer. */
  readonly ratedRuns: number;
}

/** Loads at one point with and without faults, in the same runs. */
export interface PairedLoad {
  readonly underFaults: HopLoad;
  readonly baseline: HopLoad;
}

interface Answers {
  readonly answers: number;
  readonly wrong: number;
}

/** The tally of one run; two are added with `addCounts`. */
export function tallyOf(run: RunRecord): ReliabilityTally {
  const tasks = taskCounts(run);
  const struck = tasks.filter(({ isUnderFaults }) => isUnderFaults);
  const labelled = struck.filter(({ shouldAbstain }) => shouldAbstain !== null);
  const result = run.result;
  const rated = ratedOf(struck);
  return {
    results: { pass: 0, unknown: 0, fail: 0, [result]: 1 },
    precision: shareOf(
      labelled.filter(({ abstained }) => abstained),
      ({ shouldAbstain }) => shouldAbstain === true,
    ),
    recall: shareOf(
      labelled.filter(({ shouldAbstain }) => shouldAbstain === true),
      ({ abstained }) => abstained,
    ),
    ...againstBaseline(
      struck,
      tasks.filter(({ isUnderFaults }) => !isUnderFaults),
    ),
    rated,
    ratedRuns: Object.keys(rated).length > 0 ? 1 : 0,
  };
}

/**
 * Shares and loads under faults; `paired` and `pairedLoads` compare them with the baseline of the
 * same run, where it has one.
 */
function againstBaseline(
  struck: readonly TaskCounts[],
  before: readonly TaskCounts[],
): Pick<ReliabilityTally, 'safe' | 'paired' | 'loads' | 'pairedLoads'> {
  const safeIn = (tasks: readonly TaskCounts[]) =>
    shareOf(tasks, ({ isSafeSuccess }) => isSafeSuccess);
  const isPaired = struck.length > 0 && before.length > 0;
  const [now, then] = [loadsOf(struck), loadsOf(before)];
  const loads: Record<string, HopLoad> = {};
  const pairedLoads: Record<string, PairedLoad> = {};
  for (const [point, underFaults] of now) {
    const baseline = then.get(point);
    if (baseline) pairedLoads[point] = { underFaults, baseline };
    else loads[point] = underFaults;
  }
  return {
    safe: safeIn(struck),
    paired: {
      underFaults: safeIn(isPaired ? struck : []),
      baseline: safeIn(isPaired ? before : []),
    },
    loads,
    pairedLoads,
  };
}

function loadsOf(tasks: readonly TaskCounts[]): ReadonlyMap<string, HopLoad> {
  const sums = new Map<string, { attempts: number; requests: number }>();
  for (const [point, { attempts, requests }] of tasks.flatMap(({ loads }) => [...loads])) {
    const sum = sums.get(point) ?? { attempts: 0, requests: 0 };
    sums.set(point, { attempts: sum.attempts + attempts, requests: sum.requests + requests });
  }
  return new Map(
    [...sums].map(([point, { attempts, requests }]) => [point, runLoad(attempts, requests)]),
  );
}

function shareOf<T>(whole: readonly T[], isPart: (one: T) => boolean): ClusteredShare {
  return {
    part: whole.filter(isPart).length,
    whole: whole.length,
    clusters: whole.length > 0 ? 1 : 0,
  };
}

/** Confidence is rounded to thousandths, so that the tally stays bounded. */
const steps = 1_000;

function ratedOf(tasks: readonly TaskCounts[]): Readonly<Record<string, Answers>> {
  const found: Record<string, Answers> = {};
  for (const { rated } of tasks) {
    if (rated === null) continue;
    const at = String(Math.round(rated.confidence * steps));
    const { answers, wrong } = found[at] ?? { answers: 0, wrong: 0 };
    found[at] = { answers: answers + 1, wrong: wrong + (rated.wrong ? 1 : 0) };
  }
  return found;
}
