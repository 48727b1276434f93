import { alwaysFail } from '../harness/model/outcome.ts';
import type { CheckVerdict, RunRecord } from '../harness/model/run-record.ts';
import { failed, results, unknown, worst, type Result } from '../harness/model/verdict.ts';

/** The verdict on a run: never better than any of its checks. */
export function resultOf(run: RunRecord): Result {
  return worst([run.result, ...run.verdicts.map(({ verdict }) => verdict.result)]);
}

/**
 * A run's verdicts. Where the run as a whole was judged worse than each of its checks, the check
 * `run` says why, so that no failure and no doubt is left without a reason.
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
