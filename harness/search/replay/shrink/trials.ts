import { canonical } from '../../../model/json/json.ts';
import type { Plan } from '../../../model/fault/plan.ts';
import { keepLatest } from '../../../model/recent.ts';
import type { RunRecord } from '../../../model/trace/run-record.ts';
import type { Executor } from '../../executor/executor.ts';
import { missedIn, strikesThatHit } from './hits.ts';
import { otherAims } from './other-aims.ts';

/** A plan that fails in the way to keep, and the run that shows it: every strike of it strikes. */
export interface Found {
  readonly plan: Plan;
  readonly record: RunRecord;
}

/** Runs smaller plans, as long as there are runs and time left. */
export interface Trials {
  /**
   * The plan where it fails; where some of its strikes miss, without them, or with each of them aimed at
   * what its call has become since `before`. Null where none of these fails.
   */
  readonly fails: (plan: Plan, before: RunRecord) => Promise<Found | null>;
  /** The run of exactly this plan; null where there are no runs or no time left. */
  readonly runOf: (plan: Plan) => Promise<RunRecord | null>;
  readonly count: () => number;
}

/** How much shrinking may take. */
export interface ShrinkOptions {
  /** The most runs; 400 where left out, and with 0 the plan stays as it is. */
  readonly mostRuns?: number;
  /** The most time (ms): a run that would end later, going by the failing one, is not begun. */
  readonly limitMs?: number;
  /** Ends it with the smallest plan by then. */
  readonly signal?: AbortSignal;
  /** What makes the runs: this thread where left out. */
  readonly executor?: Executor;
  /** Told of each run that is begun. */
  readonly onRun?: (runs: number) => void;
}

/** What trials are about, and how much they may take. */
interface TrialOptions extends ShrinkOptions {
  readonly executor: Executor;
  readonly failing: RunRecord;
  /** Whether a run fails in the way to keep. */
  readonly isSame: (record: RunRecord) => boolean;
}

/** Most runs that are remembered: a trace may be large. */
const mostKnown = 40;

/** Most runs with strikes aimed anew that are spent on one plan: each that misses may have three other aims. */
const mostReaimed = 8;

/** Runs of a plan before some of its strikes missed, and since; how many more aims may be tried. */
interface Aiming {
  readonly before: RunRecord;
  readonly now: RunRecord;
  readonly aims: { left: number };
}

/** No trials yet; of the failing run it is known that it fails. */
export function trials(options: TrialOptions): Trials {
  const { executor, failing, isSame, mostRuns = 400, limitMs = Infinity } = options;
  const { seed, variant } = failing.trace;
  const again = { seed, variant, file: failing.file, isWhole: false };
  const known = new Map([[canonical(failing.trace.plan), failing]]);
  const endsAt = performance.now() + limitMs;
  let runs = 0;

  function isOver(): boolean {
    const isLate = performance.now() + failing.tookMs > endsAt;
    return runs >= mostRuns || isLate || (options.signal?.aborted ?? false);
  }

  async function recordOf(plan: Plan): Promise<RunRecord | null> {
    const key = canonical(plan);
    const seen = known.get(key);
    if (seen) return seen;
    if (isOver()) return null;
    runs += 1;
    options.onRun?.(runs);
    const record = await executor.run({ ...again, plan });
    known.set(key, record);
    keepLatest(known, mostKnown);
    return record;
  }

  /** A strike that does not strike shows nothing: the replay of such a plan would be stale. */
  async function fails(plan: Plan, before: RunRecord): Promise<Found | null> {
    const record = await recordOf(plan);
    if (!record) return null;
    if (missedIn(record) === -1) return isSame(record) ? { plan, record } : null;
    const hit = strikesThatHit(record);
    const alone = isSame(record) && hit.length > 0 ? await fails(hit, record) : null;
    if (alone) return alone;
    const aims = { left: mostReaimed };
    return await reaimed(plan, { before, now: record, aims });
  }

  async function reaimed(plan: Plan, { before, now, aims }: Aiming): Promise<Found | null> {
    const missed = missedIn(now);
    const strike = plan[missed];
    if (!strike) return null;
    for (const aim of otherAims(strike, before.trace, now.trace)) {
      if (aims.left === 0) return null;
      aims.left -= 1;
      const next = plan.with(missed, aim);
      const record = await recordOf(next);
      if (!record) return null;
      // Later strikes may follow their calls in turn; this one has struck.
      const left = missedIn(record);
      if (left === -1 && isSame(record)) return { plan: next, record };
      const found = left > missed ? await reaimed(next, { before, now: record, aims }) : null;
      if (found) return found;
    }
    return null;
  }

  return { fails, runOf: recordOf, count: () => runs };
}
