import { faultNamed } from '../../faults/catalogue.ts';
import { isStanding } from '../model/fault.ts';
import { canonical } from '../model/json.ts';
import type { Plan, Strike } from '../model/plan.ts';
import type { RunRecord } from '../model/run-record.ts';
import type { Scenario } from '../model/scenario.ts';
import { eventsOf } from '../model/trace.ts';
import { run, type RunOptions } from '../run/run.ts';

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

/** More pinned strikes than this are not worth dissecting one by one. */
const mostPinned = 64;

/**
 * Shrinks the plan of a failing run to one from which no strike can be left out (1-minimal), by
 * delta debugging (Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input",
 * 2002). It tries the plan as it was written, and pinned to the very calls that were struck, and
 * keeps the one with fewer strikes; of equals the pinned one, which says more.
 */
export async function shrink(
  scenario: Scenario,
  failing: RunRecord,
  target: Failing,
  budget = 400,
): Promise<Shrunk> {
  const trial = trials(scenario, failing, target, budget);
  const written = strikesThatHit(failing);
  const asWritten = (await trial.minimal(written)) ?? { plan: written, record: failing };
  const pinned = pinnedPlan(failing);
  const asPinned = pinned.length > mostPinned ? null : await trial.minimal(pinned);
  const isShorter = asPinned !== null && asPinned.plan.length <= asWritten.plan.length;
  const best = isShorter && (await isBorne(scenario, asPinned, target)) ? asPinned : asWritten;
  return { ...best, from: failing.trace.plan.length, runs: trial.count() };
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
export function failsSo(record: RunRecord, { check, signature }: Failing): boolean {
  return record.verdicts.some(
    ({ check: name, verdict }) =>
      name === check && verdict.result === 'fail' && verdict.signature === signature,
  );
}

interface Found {
  readonly plan: Plan;
  readonly record: RunRecord;
}

function trials(scenario: Scenario, failing: RunRecord, target: Failing, budget: number) {
  const { mode, seed, variant } = failing.trace;
  const options: RunOptions = { mode, seed, variant, file: failing.file };
  const known = new Map<string, RunRecord | null>();
  let runs = 0;

  async function fails(plan: Plan): Promise<RunRecord | null> {
    const key = canonical(plan);
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    if (runs >= budget) return null;
    runs += 1;
    const record = await run(scenario, { ...options, plan });
    // A strike that does not strike shows nothing: the replay of such a plan would be stale.
    const isHonest = strikesThatHit(record).length === plan.length;
    const found = isHonest && failsSo(record, target) ? record : null;
    known.set(key, found);
    return found;
  }

  async function minimal(plan: Plan): Promise<Found | null> {
    const start = await fails(plan);
    if (!start) return null;
    let found: Found = { plan, record: start };
    for (let parts = 2; found.plan.length > 1;) {
      const next = await withoutOnePart(found.plan, parts);
      if (next) {
        found = next;
        parts = Math.max(parts - 1, 2);
      } else if (parts >= found.plan.length) break;
      else parts = Math.min(parts * 2, found.plan.length);
    }
    return found;
  }

  /** At the finest grain this is the pass that proves the plan 1-minimal. */
  async function withoutOnePart(plan: Plan, parts: number): Promise<Found | null> {
    const size = Math.ceil(plan.length / parts);
    for (let from = 0; from < plan.length; from += size) {
      const rest = [...plan.slice(0, from), ...plan.slice(from + size)];
      const record = rest.length > 0 ? await fails(rest) : null;
      if (record) return { plan: rest, record };
    }
    return null;
  }

  return { minimal, count: () => runs };
}

/** The strikes of a run's plan that hit something. */
function strikesThatHit({ trace }: RunRecord): Plan {
  const hits = new Set(eventsOf(trace, 'fault.hit').map(({ strike }) => strike));
  return trace.plan.filter((_, index) => hits.has(index));
}

/** The same faults, each aimed at the one call that it struck. */
function pinnedPlan({ trace }: RunRecord): Plan {
  const calls = new Map(eventsOf(trace, 'call.start').map((event) => [event.call, event]));
  const strikes = new Map<string, Strike>();
  for (const hit of eventsOf(trace, 'fault.hit')) {
    const call = calls.get(hit.call);
    const strike = trace.plan[hit.strike];
    if (!strike) continue;
    // What is on for a time has no call to be pinned to.
    if (!call || isStanding(faultNamed(strike.fault.name))) {
      strikes.set(canonical(strike), strike);
      continue;
    }
    const when = { site: call.site, task: call.task };
    const pin: Strike = { fault: strike.fault, at: call.point, when };
    strikes.set(canonical(pin), pin);
  }
  return [...strikes.values()];
}
