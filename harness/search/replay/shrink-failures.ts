import { failuresIn } from '../../model/trace/failures-in.ts';
import type { Repro } from '../../model/trace/repro.ts';
import type { RunRecord, ShrunkFailure } from '../../model/trace/run-record.ts';
import type { Scenario } from '../../model/scenario.ts';
import { wayOf } from '../../model/trace/signature.ts';
import { outcomeOf, rankOf } from '../../model/trace/worst-outcome.ts';
import type { Executor } from '../executor/executor.ts';
import { inThread } from '../executor/in-thread.ts';
import { reproOf } from './repro.ts';
import { failsSo, shrink, type Failing } from './shrink.ts';
import type { ShrinkOptions } from './shrink/trials.ts';

/** Shrinks each failure of a run, and returns the run with the shrunk failures and their replay files. */
export type FailureShrinker = (record: RunRecord, options: ShrinkingOptions) => Promise<RunRecord>;

/** The limits of shrinking, which hold for each failure. */
export interface ShrinkingOptions extends Omit<ShrinkOptions, 'executor' | 'onRun'> {
  /** Called when the shrinking of a check's failure begins, with 0, and with the number of each run. */
  readonly onRun?: (check: string, runs: number) => void;
}

/** The most reruns of a failure that no other run has shown. */
const mostAgain = 2;

/**
 * Makes a shrinker for runs of one scenario; `keep` writes a replay file and resolves with its path. A
 * failure that one strike is known to cause is not shrunk again, unless its tasks end worse than in all
 * runs before.
 */
export function failureShrinker(
  scenario: Scenario,
  keep: (smallest: RunRecord, repro: Repro) => Promise<string>,
): FailureShrinker {
  const settled = new Map<string, number>();

  async function shrinkOne(
    record: RunRecord,
    target: Failing,
    { onRun = () => {}, ...limits }: ShrinkingOptions,
  ): Promise<ShrunkFailure> {
    const executor = inThread(scenario, record.trace.mode);
    onRun(target.check, 0);
    const options = { ...limits, executor, onRun: (runs: number) => onRun(target.check, runs) };
    const smallest = await shrink(scenario, record, target, options);
    const repro = await keep(smallest.record, await reproOf(scenario, smallest, target, executor));
    const isAlone = smallest.record === record && limits.mostRuns !== 0;
    const notAgainIn = isAlone ? await runsWithout(executor, record, target, limits.signal) : 0;
    const { without } = smallest;
    const shown = { ...target, run: { ...smallest.record, repro }, without };
    return notAgainIn === 0 ? shown : { ...shown, notAgainIn };
  }

  return async (record, options) => {
    const shrunk: ShrunkFailure[] = [];
    for (const { check, verdict } of failuresIn(record)) {
      const { signature, evidence } = verdict;
      const key = JSON.stringify([record.trace.variant, check, wayOf(signature)]);
      const rank = rankOf(outcomeOf(record, evidence));
      if (rank <= (settled.get(key) ?? -2)) continue;
      const one = await shrinkOne(record, { check, signature }, options);
      // On the wire once is enough: every time costs as much again.
      const isSettled = one.run.trace.plan.length <= 1 || record.trace.mode === 'wire';
      if (isSettled) settled.set(key, rank);
      shrunk.push(one);
    }
    return shrunk.length === 0 ? record : { ...record, shrunk };
  };
}

/** How many reruns of the same plan and seed do not fail so; 0 where one of them does. */
async function runsWithout(
  executor: Executor,
  { trace, file }: RunRecord,
  target: Failing,
  signal?: AbortSignal,
): Promise<number> {
  const { seed, variant, plan } = trace;
  let runs = 0;
  for (; runs < mostAgain && !signal?.aborted; runs += 1) {
    if (failsSo(await executor.run({ seed, variant, plan, file, isWhole: false }), target))
      return 0;
  }
  return runs;
}
