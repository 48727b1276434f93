import { alwaysFail } from '../../harness/model/trace/outcome.ts';
import type { CheckVerdict, RunRecord } from '../../harness/model/trace/run-record.ts';
import type { Event } from '../../harness/model/trace/trace.ts';
import { failed, results, unknown, worst, type Result } from '../../harness/model/trace/verdict.ts';

/** The verdict of a run: the worst of its own result and its checks. */
export function resultOf(run: RunRecord): Result {
  return worst([run.result, ...run.verdicts.map(({ verdict }) => verdict.result)]);
}

/**
 * Whether a run is idle: by chance none of its faults struck, since its plan was drawn or its
 * strikes have a `chance`. An idle run shows nothing, and does not make a scenario unknown where
 * others were struck.
 */
export function isIdle(run: RunRecord): boolean {
  const { plan, events, truncated } = run.trace;
  const isLuck = run.drawn === true || plan.every(({ when: { chance = 1 } }) => chance < 1);
  if (!isLuck || plan.length === 0 || truncated !== null || resultOf(run) !== 'unknown')
    return false;
  return !events.some(({ kind }) => noLuck.has(kind));
}

/** Events of a run that is not idle: it was struck, or is unknown for another reason. */
const noLuck: ReadonlySet<Event['kind']> = new Set(['fault.hit', 'harness.error', 'harness.late']);

/** The runs that count: the ones that are not idle, or all where every run is idle. */
export function countedOf<T>(runs: readonly T[], idle: (run: T) => boolean): readonly T[] {
  const some = runs.filter((run) => !idle(run));
  return some.length === 0 ? runs : some;
}

/**
 * The verdicts of a run. Where the run's result is worse than each of its checks, a verdict `run`
 * with the reason is added.
 */
export function verdictsOf(run: RunRecord): readonly CheckVerdict[] {
  const ofChecks = worst(run.verdicts.map(({ verdict }) => verdict.result));
  if (results.indexOf(run.result) <= results.indexOf(ofChecks)) return run.verdicts;
  const verdict = run.result === 'fail' ? failed(whyFailed(run)) : unknown(whyUnknown(run));
  return [...run.verdicts, { check: 'run', verdict }];
}

function whyFailed(run: RunRecord): string {
  const bad = run.outcomes.find(({ outcome }) => alwaysFail.some((bad) => bad === outcome));
  if (bad) return `a task ended ${bad.outcome}`;
  return 'the run failed as a whole, though no check did';
}

function whyUnknown({ trace, verdicts }: RunRecord): string {
  const broken = trace.events.find((event) => event.kind === 'harness.error');
  if (broken) return `Brownout itself went wrong: ${broken.message}`;
  const hasStruck = trace.events.some((event) => event.kind === 'fault.hit');
  if (trace.plan.length > 0 && !hasStruck) return 'the fault never struck';
  for (const { check, verdict } of verdicts) {
    if (verdict.result === 'not-applicable') return `no check applies; ${check}: ${verdict.reason}`;
  }
  return verdicts.length === 0 ? 'nothing was checked' : 'the run as a whole could not be judged';
}
