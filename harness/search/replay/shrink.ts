import { tasksOf } from '../../model/trace/failures-in.ts';
import { outcomeOf, rankOf } from '../../model/trace/worst-outcome.ts';
import { wayOf } from '../../model/trace/signature.ts';
import { canonical } from '../../model/json/json.ts';
import type { FaultRegistry } from '../../model/fault/fault-registry.ts';
import type { Plan } from '../../model/fault/plan.ts';
import type { RunRecord } from '../../model/trace/run-record.ts';
import type { Scenario } from '../../model/scenario.ts';
import { eventsOf } from '../../model/trace/trace.ts';
import type { WithoutStrike } from '../../model/fault/without-strike.ts';
import { steadyCheck } from '../../model/trace/outcome.ts';
import { isObject } from '../../model/json/walk.ts';
import { thing, type Kind } from '../../model/options/kinds.ts';
import { demandArgument } from '../../model/options/strict.ts';
import { demandTrace } from '../../model/options/demand-trace.ts';
import { demandScenario } from '../../run/scenario.ts';
import type { Executor } from '../executor/executor.ts';
import { inThread } from '../executor/in-thread.ts';
import { pinnedPlan, strikesThatHit } from './shrink/hits.ts';
import { trials, type Found, type ShrinkOptions, type Trials } from './shrink/trials.ts';
import { weaken } from './shrink/weaken.ts';
import { withoutEach } from './shrink/without-each.ts';

/** The failure to keep while the plan gets smaller: not merely "some check fails". */
export interface Failing {
  readonly check: string;
  readonly signature: string;
}

/** The smallest plan found that still fails in the same way, and the run that shows it. */
export interface Shrunk {
  readonly plan: Plan;
  readonly record: RunRecord;
  /** What the check says without each strike of the plan. */
  readonly without: readonly WithoutStrike[];
  /** Strikes in the plan at the start. */
  readonly from: number;
  /** Runs it took. */
  readonly runs: number;
}

/**
 * Shrinks the plan of a failing run to one from which no strike can be left out (1-minimal), by
 * delta debugging (Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input",
 * 2002). Where it fails without any fault, too, that is no plan at all. It tries the plan pinned to
 * the very calls that were struck, and as it was written, and keeps the one with fewer strikes; of
 * equals the pinned one, which says more.
 *
 * @example const { record } = await shrink(booksOnce, failing, { check: 'exactly-once', signature });
 */
export async function shrink(
  scenario: Scenario,
  failing: RunRecord,
  target: Failing,
  options: ShrinkOptions = {},
): Promise<Shrunk> {
  demandScenario(scenario, 'shrink(…)');
  demandArgument(failing, record, { who: 'shrink(…)', fix: 'Give it what run(…) resolves with.' });
  demandTrace(failing.trace, 'shrink(…)');
  demandArgument(target, named, {
    who: 'shrink(…)',
    fix: '{ check, signature } of a verdict that failed.',
  });
  const from = failing.trace.plan.length;
  const faultless = target.check === steadyCheck ? withoutFaults(failing) : null;
  if (faultless) return { plan: [], record: faultless, without: [], from, runs: 0 };
  const least = heldRank(failing, target);
  const isSame = (record: RunRecord) => failsSo(record, target) && rankIn(record, target) >= least;
  const { executor = inThread(scenario, failing.trace.mode) } = options;
  const trial = trials({ ...options, executor, failing, isSame });
  const bears = (found: Found) => isBorne(executor, found, target);
  const best = await smallest(failing, scenario.faults, trial, bears);
  const without = await withoutEach(best, trial, { check: target.check, isSame });
  return { ...best, without, from, runs: trial.count() };
}

const record: Kind = {
  words: 'the record of a run',
  fits: (value) => isObject(value) && 'trace' in value,
};
const named = thing('the check that failed', { check: 'string', signature: 'string' });

/** A run that ended before any fault was armed, as one without; null where one was. */
function withoutFaults(record: RunRecord): RunRecord | null {
  const { trace } = record;
  if (eventsOf(trace, 'fault.on').length > 0) return null;
  return { ...record, trace: { ...trace, plan: [] } };
}

async function smallest(
  failing: RunRecord,
  faults: FaultRegistry,
  trial: Trials,
  bears: (found: Found) => Promise<boolean>,
): Promise<Found> {
  const none = await trial.fails([], failing);
  if (none) return none;
  const written = strikesThatHit(failing);
  const asWritten = (await minimal(written, failing, trial)) ?? { plan: written, record: failing };
  const asPinned = await pinned(asWritten, failing, faults, trial);
  const isShorter = asPinned !== null && asPinned.plan.length <= asWritten.plan.length;
  const best = isShorter && (await bears(asPinned)) ? asPinned : asWritten;
  if (failing.trace.mode !== 'sim') return best;
  const weak = await weaken(best, trial, faults);
  return weak === best || (await bears(weak)) ? weak : best;
}

/** The smallest plan found that is pinned to calls; null where none fails, or none of as few strikes. */
async function pinned(
  asWritten: Found,
  failing: RunRecord,
  faults: FaultRegistry,
  trial: Trials,
): Promise<Found | null> {
  const { plan, record } = asWritten;
  // No plan of several pins is as small as one strike.
  if (plan.length === 1) return anyOne(pinnedPlan(record, faults), record, trial);
  const pins = pinnedPlan(failing, faults);
  const isPinned = canonical(pins) === canonical(strikesThatHit(failing));
  return isPinned ? null : minimal(pins, failing, trial);
}

/**
 * Whether the careful system can be seen to bear a mutant's plan: every strike strikes it, and the
 * check passes. Pinned to calls that only the mutant makes, a plan could never be shown to be
 * fixed.
 */
async function isBorne(
  executor: Executor,
  { plan, record }: Found,
  { check }: Failing,
): Promise<boolean> {
  const { seed, variant } = record.trace;
  if (variant === 'careful') return true;
  const careful = await executor.run({ seed, plan });
  const verdict = careful.verdicts.find((one) => one.check === check)?.verdict;
  return strikesThatHit(careful).length === plan.length && verdict?.result === 'pass';
}

/** Whether a run fails that check in that way. */
export function failsSo(record: Pick<RunRecord, 'verdicts'>, target: Failing): boolean {
  return evidenceOf(record, target) !== null;
}

/** The evidence of the failure in a run; null where it does not fail so. */
function evidenceOf(
  { verdicts }: Pick<RunRecord, 'verdicts'>,
  { check, signature }: Failing,
): readonly number[] | null {
  for (const { check: name, verdict } of verdicts) {
    if (name !== check || verdict.result !== 'fail') continue;
    if (wayOf(verdict.signature) === wayOf(signature)) return verdict.evidence;
  }
  return null;
}

/** The rank of the worst outcome of the tasks that the failure is about. */
export function rankIn(record: RunRecord, target: Failing): number {
  return rankOf(outcomeOf(record, evidenceOf(record, target) ?? []));
}

/** The rank that a smaller run must have, too; -1 of a failure that names no task, which is of no outcome. */
function heldRank(failing: RunRecord, target: Failing): number {
  const isOfTasks = tasksOf(failing.trace, evidenceOf(failing, target) ?? []).size > 0;
  return isOfTasks ? rankIn(failing, target) : -1;
}

/** Most calls at which the only strike of a plan is tried alone: in real time a run takes long. */
const mostAlone = { sim: Infinity, wire: 3 } as const;

async function anyOne(pins: Plan, failing: RunRecord, trial: Trials): Promise<Found | null> {
  for (const pin of pins.slice(0, mostAlone[failing.trace.mode])) {
    const found = await trial.fails([pin], failing);
    if (found) return found;
  }
  return null;
}

async function minimal(plan: Plan, failing: RunRecord, trial: Trials): Promise<Found | null> {
  if (plan.length === 0) return null;
  let found = await trial.fails(plan, failing);
  if (!found) return null;
  for (let parts = 2; found.plan.length > 1;) {
    const next: Found | null = await withoutOnePart(
      found,
      Math.min(parts, found.plan.length),
      trial,
    );
    if (next) {
      found = next;
      parts = Math.max(parts - 1, 2);
    } else if (parts >= found.plan.length) break;
    else parts = Math.min(parts * 2, found.plan.length);
  }
  return found;
}

/** At the finest grain this is the pass that proves the plan 1-minimal. */
async function withoutOnePart(
  { plan, record }: Found,
  parts: number,
  trial: Trials,
): Promise<Found | null> {
  const size = Math.ceil(plan.length / parts);
  for (let from = 0; from < plan.length; from += size) {
    const rest = [...plan.slice(0, from), ...plan.slice(from + size)];
    const found = rest.length > 0 ? await trial.fails(rest, record) : null;
    if (found) return found;
  }
  return null;
}
