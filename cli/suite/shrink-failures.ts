import { failuresIn } from '../../harness/model/trace/failures-in.ts';
import type { RunRecord, ShrunkFailure } from '../../harness/model/trace/run-record.ts';
import type { Scenario } from '../../harness/model/scenario.ts';
import { wayOf } from '../../harness/model/trace/signature.ts';
import { reproOf } from '../../harness/search/replay/repro.ts';
import type { Executor } from '../../harness/search/executor/executor.ts';
import { inThread } from '../../harness/search/executor/in-thread.ts';
import { failsSo, shrink, type Failing } from '../../harness/search/replay/shrink.ts';
import type { ShrinkOptions } from '../../harness/search/replay/shrink/trials.ts';
import type { Mode } from '../../harness/model/trace/trace.ts';
import { outcomeOf, rankOf } from '../../harness/model/trace/worst-outcome.ts';
import type { Job } from './job.ts';
import type { SayMessage } from '../terminal/message.ts';
import { writeRepro } from '../../reports/files/artifacts.ts';

/** Gives a run with its failures shrunk, each for itself, and a replay file of each. */
export type Shrinker = (record: RunRecord, on: Shrinking) => Promise<RunRecord>;

/** Who is told how shrinking goes, and what ends it. */
export interface Shrinking {
  readonly say: SayMessage;
  readonly signal: AbortSignal;
}

/** On the wire shrinking takes real time (ms). */
const wireLimitMs = 30_000;

/**
 * A shrinker for the runs of one scenario under one job. A failure that one strike is known to cause
 * is not shrunk again, unless its tasks end worse than those of all runs before.
 */
export function shrinkerFor(scenario: Scenario, job: Job): Shrinker {
  const settled = new Map<string, number>();

  async function shrinkOne(
    record: RunRecord,
    target: Failing,
    { say, signal }: Shrinking,
  ): Promise<ShrunkFailure> {
    const limits = limitsOf(job, record.trace.mode);
    const executor = inThread(scenario, record.trace.mode);
    const { check } = target;
    if (record.trace.mode === 'wire' && limits.mostRuns !== 0)
      say(shrinkWords(check, limits), 'did');
    const onRun = (runs: number) => say(`shrinking ${check}: run ${runs}`, 'doing');
    const options = record.trace.mode === 'wire' ? { signal, onRun } : { signal };
    const smallest = await shrink(scenario, record, target, { ...limits, ...options, executor });
    const repro = await reproOf(scenario, smallest, target, executor);
    const file = await writeRepro(job, smallest.record, repro);
    const isAlone = smallest.record === record && limits.mostRuns !== 0;
    const notAgainIn = isAlone ? await runsWithout(executor, record, target, signal) : 0;
    const shown = { ...target, run: { ...smallest.record, repro: file } };
    return notAgainIn === 0 ? shown : { ...shown, notAgainIn };
  }

  return async (record, on) => {
    const all: ShrunkFailure[] = [];
    for (const { check, verdict } of failuresIn(record)) {
      const { signature, evidence } = verdict;
      const key = JSON.stringify([record.trace.variant, check, wayOf(signature)]);
      const rank = rankOf(outcomeOf(record, evidence));
      if (rank <= (settled.get(key) ?? -2)) continue;
      const one = await shrinkOne(record, { check, signature }, on);
      // On the wire once is enough: every time costs as much again.
      const isSettled = one.run.trace.plan.length <= 1 || record.trace.mode === 'wire';
      if (isSettled) settled.set(key, rank);
      all.push(one);
    }
    return all.length === 0 ? record : { ...record, shrunk: all };
  };
}

/** Most runs that a failure which no other run has shown is given to come again. */
const mostAgain = 2;

/** How many runs of the same plan and seed do not fail so; 0 where one of them does. */
async function runsWithout(
  executor: Executor,
  { trace, file }: RunRecord,
  target: Failing,
  signal: AbortSignal,
): Promise<number> {
  const { seed, variant, plan } = trace;
  let runs = 0;
  for (; runs < mostAgain && !signal.aborted; runs += 1) {
    if (failsSo(await executor.run({ seed, variant, plan, file, isWhole: false }), target))
      return 0;
  }
  return runs;
}

/** How much a job allows for shrinking one failure. */
export function limitsOf({ shrinkMs }: Job, mode: Mode): ShrinkOptions {
  if (shrinkMs === 0) return { mostRuns: 0 };
  return { limitMs: shrinkMs ?? (mode === 'wire' ? wireLimitMs : Infinity) };
}

function shrinkWords(check: string, { limitMs = Infinity }: ShrinkOptions): string {
  return `${check} failed: looking for fewer faults that do (at most ${limitMs / 1000} s; --no-shrink for none)`;
}
