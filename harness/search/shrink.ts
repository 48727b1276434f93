import { wayOf } from '../model/signature.ts';
import type { Plan } from '../model/plan.ts';
import type { RunRecord } from '../model/run-record.ts';
import type { Scenario } from '../model/scenario.ts';
import { run } from '../run/run.ts';
import { pinnedPlan, strikesThatHit } from './shrink/hits.ts';
import { trials, type Found, type Trials } from './shrink/trials.ts';
import { weaken } from './shrink/weaken.ts';

/** The failure to keep while the plan gets smaller: not merely "some check fails". */
export interface Failing {
  readonly check: string;
  readonly signature: string;
}

/** The smallest plan found that still fails in the same way, and the run that shows it. */
export interface Shrunk {
  readonly plan: Plan;
  readonly record: RunRecord;
  /** Strikes in the plan at the start. */
  readonly from: number;
  /** Runs it took. */
  readonly runs: number;
}

/** How much shrinking may take. */
export interface ShrinkOptions {
  /** The most runs; 400 where left out. */
  readonly mostRuns?: number;
  /** Ends it with the smallest plan by then. */
  readonly signal?: AbortSignal;
  /** Told of each run. */
  readonly onRun?: (runs: number) => void;
}

/**
 * Shrinks the plan of a failing run to one from which no strike can be left out (1-minimal), by
 * delta debugging (Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input",
 * 2002). Where it fails without any fault, too, that is no plan at all. It tries the plan pinned to
 * the very calls that were struck, and as it was written, and keeps the one with fewer strikes; of
 * equals the pinned one, which says more.
 */
export async function shrink(
  scenario: Scenario,
  failing: RunRecord,
  target: Failing,
  options: ShrinkOptions = {},
): Promise<Shrunk> {
  const { mostRuns = 400, signal = new AbortController().signal, onRun = () => {} } = options;
  const isSame = (record: RunRecord) => failsSo(record, target);
  const trial = trials({ scenario, failing, isSame, mostRuns, signal, onRun });
  const bears = (found: Found) => isBorne(scenario, found, target);
  const best = await smallest(failing, trial, bears);
  return { ...best, from: failing.trace.plan.length, runs: trial.count() };
}

async function smallest(
  failing: RunRecord,
  trial: Trials,
  bears: (found: Found) => Promise<boolean>,
): Promise<Found> {
  const none = await trial.fails([], failing);
  if (none) return none;
  const asPinned = await minimal(pinnedPlan(failing), failing, trial);
  const isOne = asPinned?.plan.length === 1 && (await bears(asPinned));
  const best = isOne ? asPinned : await shorter(asPinned, failing, trial, bears);
  if (failing.trace.mode !== 'sim') return best;
  const weak = await weaken(best, trial);
  return weak === best || (await bears(weak)) ? weak : best;
}

async function shorter(
  asPinned: Found | null,
  failing: RunRecord,
  trial: Trials,
  bears: (found: Found) => Promise<boolean>,
): Promise<Found> {
  const written = strikesThatHit(failing);
  const asWritten = (await minimal(written, failing, trial)) ?? { plan: written, record: failing };
  const isShorter = asPinned !== null && asPinned.plan.length <= asWritten.plan.length;
  return isShorter && (await bears(asPinned)) ? asPinned : asWritten;
}

/**
 * Whether the careful system can be seen to bear a mutant's plan: every strike strikes it, and the
 * check passes. Pinned to calls that only the mutant makes, a plan could never be shown to be fixed.
 */
async function isBorne(
  scenario: Scenario,
  { plan, record }: Found,
  { check }: Failing,
): Promise<boolean> {
  const { mode, seed, variant } = record.trace;
  if (variant === 'careful') return true;
  const careful = await run(scenario, { mode, seed, plan });
  const verdict = careful.verdicts.find((one) => one.check === check)?.verdict;
  return strikesThatHit(careful).length === plan.length && verdict?.result === 'pass';
}

/** Whether a run fails that check in that way. */
export function failsSo(
  record: Pick<RunRecord, 'verdicts'>,
  { check, signature }: Failing,
): boolean {
  return record.verdicts.some(
    ({ check: name, verdict }) =>
      name === check && verdict.result === 'fail' && wayOf(verdict.signature) === wayOf(signature),
  );
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
