import { check, type Checker, type Allowance } from '../model/trace/checker.ts';
import { neverCheck, type alwaysFail } from '../model/trace/outcome.ts';
import { unknown } from '../model/trace/verdict.ts';
import { doubtful, signedBy, verdictOf } from './evidence/finding.ts';
import { endedIn } from './evidence/outcome-of.ts';

/**
 * No task of the fault phase or the recovery ends in this outcome, which fails a run whatever else
 * is checked. `steadyState` checks the baseline.
 */
export function never(outcome: (typeof alwaysFail)[number], allowance: Allowance = {}): Checker {
  const name = neverCheck(outcome);
  return check(name, (trace) => {
    const tasks = endedIn(trace, allowance).filter(({ task }) => task.role !== 'before');
    if (tasks.length === 0) return unknown('there is no task after the baseline');
    const cut = tasks.filter(({ task }) => task.end === null).length;
    const doubts = outcome === 'unsafe' ? tasks.flatMap(({ doubt }) => doubt ?? []) : [];
    const isCut = cut > 0 ? [`the trace breaks off before ${cut} task(s) came back`] : [];
    return verdictOf([
      ...tasks
        .filter((one) => one.outcome === outcome && one.task.end !== null)
        .flatMap(({ finding }) => finding ?? [])
        .map((finding) => signedBy(name, finding)),
      ...[...isCut, ...doubts].map(doubtful),
    ]);
  });
}
