import type { Outcome } from '../../model/trace/outcome.ts';
import type { Plan } from '../../model/fault/plan.ts';
import type { RunRecord } from '../../model/trace/run-record.ts';
import type { Scenario } from '../../model/scenario.ts';
import { wayOf } from '../../model/trace/signature.ts';
import { outcomeOf, rankOf } from '../../model/trace/worst-outcome.ts';
import type { Executor } from '../executor/executor.ts';
import type { Subject } from '../subject.ts';
import type { SearchFinding } from '../../model/trace/exploration.ts';
import type { Observation, Violation } from '../observe/observation.ts';
import { reproOf } from '../replay/repro.ts';
import { shrink } from '../replay/shrink.ts';

/** The findings of a search: each way to break, with the smallest schedule that did. */
export interface Findings {
  /** False where it does not count as a finding. */
  readonly add: (
    observation: Observation,
    violation: Violation,
    how: string,
    atRun: number,
  ) => Promise<boolean>;
  readonly count: () => number;
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

/** An empty set of findings; each one added is shrunk, and kept whole if the shrunk plan is not accepted. */
export function findings(
  scenario: Scenario,
  { seed, variant, file }: Subject,
  executor: Executor,
  { accept = () => Promise.resolve(true), shrinks = true }: FindingOptions = {},
): Findings {
  const known = new Map<string, SearchFinding>();
  const badness = new Map<string, number>();

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
    return { found, rank: rankOf(endOf(kept.record, target)) };
  }

  return {
    add: async (observation, violation, how, atRun) => {
      const { check } = violation;
      const key = `${check} ${wayOf(violation.signature)}`;
      const before = known.get(key);
      // What struck nothing has no part in it, and would make a replay of it stale.
      const plan = observation.plan.filter((_, index) => observation.struck[index]);
      if (before && plan.length >= before.plan.length) return true;
      if (!(await accept(plan, check))) return before !== undefined;
      const { found, rank } = await smallest(plan, violation);
      if (before && found.plan.length >= before.plan.length) return true;
      // How it was met first stays told: what it took to find it does not get less by a smaller plan.
      badness.set(key, rank);
      known.set(key, { check, how: before?.how ?? how, atRun: before?.atRun ?? atRun, ...found });
      return true;
    },
    count: () => known.size,
    list: () =>
      [...known]
        .toSorted(
          ([a, one], [b, other]) =>
            (badness.get(b) ?? 0) - (badness.get(a) ?? 0) || one.plan.length - other.plan.length,
        )
        .map(([, found]) => found),
  };
}

/** How the tasks ended that a failed check of a run is about. */
function endOf(record: RunRecord, target: Pick<Violation, 'check' | 'signature'>): Outcome | null {
  const way = wayOf(target.signature);
  const failed = record.verdicts.find(
    ({ check, verdict }) =>
      check === target.check && verdict.result === 'fail' && wayOf(verdict.signature) === way,
  );
  return outcomeOf(record, failed?.verdict.result === 'fail' ? failed.verdict.evidence : []);
}
