import { endedCounts } from '../../model/trace/ended.ts';
import type { Plan } from '../../model/fault/plan.ts';
import type { Scenario } from '../../model/scenario.ts';
import { tally } from '../../model/tally.ts';
import { wayOf } from '../../model/trace/signature.ts';
import { rankOf } from '../../model/trace/worst-outcome.ts';
import type { Executor } from '../executor/executor.ts';
import type { Subject } from '../subject.ts';
import type { SearchFinding } from '../../model/trace/exploration.ts';
import type { Observation, Violation } from '../observe/observation.ts';
import { reproOf } from '../replay/repro.ts';
import { rankIn, shrink } from '../replay/shrink.ts';

/** The findings of a search: each way to break, with the gravest schedule that did, of equals the smallest. */
export interface Findings {
  /** False where it does not count as a finding. */
  readonly add: (
    observation: Observation,
    violation: Violation,
    how: string,
    atRun: number,
  ) => Promise<boolean>;
  /** Counts a run that broke so, whether it is shown or not. */
  readonly note: (violation: Violation) => void;
  readonly count: () => number;
  /** How often a new way to break was met, or a known one that ends more gravely. */
  readonly news: () => number;
  /** Those that end worst first, then those of fewer strikes. */
  readonly list: () => readonly SearchFinding[];
}

/** Decides whether a plan that breaks a check counts as a finding. */
export type Accept = (plan: Plan, check: string) => Promise<boolean>;

/** What counts as a finding, and whether it is shrunk. */
interface FindingOptions {
  readonly accept?: Accept | undefined;
  readonly shrinks?: boolean | undefined;
}

/** A finding, how bad it ends as it is shown, and the worst that was shrunk to it. */
interface Ranked {
  readonly found: SearchFinding;
  readonly rank: number;
  readonly worst: number;
}

/** An empty set of findings; each one added is shrunk, and kept whole if the shrunk plan is not accepted. */
export function findings(
  scenario: Scenario,
  { seed, variant, file }: Subject,
  executor: Executor,
  { accept = () => Promise.resolve(true), shrinks = true }: FindingOptions = {},
): Findings {
  const known = new Map<string, Ranked>();
  const seen = tally();
  let news = 0;

  async function smallest(plan: Plan, { check, signature }: Violation) {
    const record = await executor.run({ seed, variant, file, plan });
    const target = { check, signature };
    const notTried = plan.map(() => 'not-tried' as const);
    const whole = { plan, record, without: notTried, from: plan.length, runs: 0 };
    const shrunk = await shrink(scenario, record, target, {
      executor,
      ...(shrinks ? {} : { mostRuns: 0 }),
    });
    const kept = (await accept(shrunk.plan, check)) ? shrunk : whole;
    const repro = await reproOf(scenario, kept, target, executor);
    const { without } = kept;
    const found = {
      signature: repro.signature,
      plan: kept.plan,
      reason: repro.reason,
      repro,
      without,
    };
    return { found, rank: rankIn(kept.record, target) };
  }

  return {
    add: async (observation, violation, how, atRun) => {
      const { check, outcome } = violation;
      const key = keyOf(violation);
      const before = known.get(key);
      const met = rankOf(outcome);
      const isGraver = met > (before?.worst ?? -2);
      // What struck nothing has no part in it, and would make a replay of it stale.
      const plan = observation.plan.filter((_, index) => observation.struck[index]);
      const mayBeLess = !before || (met >= before.rank && plan.length < before.found.plan.length);
      if (!isGraver && !mayBeLess) return true;
      if (!(await accept(plan, check))) return before !== undefined;
      const { found, rank } = await smallest(plan, violation);
      const worst = Math.max(rank, met, before?.worst ?? -2);
      if (isGraver) news += 1;
      // How it was met first stays told: what it took to find it does not get less by a smaller plan.
      const { how: first = how, atRun: then = atRun } = before?.found ?? {};
      const next = { found: { check, how: first, atRun: then, ended: [], ...found }, rank };
      const isTaken = !before || isBetter(rank, found.plan, before);
      known.set(key, { ...(isTaken ? next : before), worst });
      return true;
    },
    note: (violation) => void seen.next(`${keyOf(violation)} ${violation.outcome}`),
    count: () => known.size,
    news: () => news,
    list: () =>
      [...known]
        .toSorted(([, a], [, b]) => b.rank - a.rank || a.found.plan.length - b.found.plan.length)
        .map(([key, { found }]) => {
          return { ...found, ended: endedCounts((outcome) => seen.of(`${key} ${outcome}`)) };
        }),
  };
}

/** Whether a plan of that rank shows a failure better: it ends more gravely, or as gravely with fewer strikes. */
function isBetter(rank: number, plan: Plan, than: Ranked): boolean {
  return rank > than.rank || (rank === than.rank && plan.length < than.found.plan.length);
}

/** Names the check and the way in which it was broken. */
function keyOf({ check, signature }: Violation): string {
  return `${check} ${wayOf(signature)}`;
}
