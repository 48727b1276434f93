import type { LoadCheck } from '../../model/load/load-checks.ts';
import type { CheckEvidence } from '../tasks/check-evidence.ts';
import { judgedIn, noCheckCount, type CheckCount } from './check-count.ts';
import type { PhaseCount } from './fold.ts';

/** What each check that applied to any task came to, by phase, with the worst of those that failed it. */
export function checkReports(
  phases: readonly PhaseCount[],
  evidence: Pick<CheckEvidence, 'worst' | 'doubt'>,
): readonly LoadCheck[] {
  const windows = phases.flatMap((one) => one.windows);
  const names = [...new Set(windows.flatMap(({ checks }) => [...checks.keys()]))];
  return names
    .filter((check) => judgedIn(countOf(check, phases)) > 0)
    .map((check) => ({
      check,
      phases: phases
        .map((count) => ({ phase: count.phase.name, ...countOf(check, [count]) }))
        .filter((its) => judgedIn(its) + its.notApplicable > 0),
      worst: evidence.worst(check) ?? null,
      doubt: evidence.doubt(check) ?? null,
    }));
}

/** What a check came to over some phases. */
export function countOf(check: string, phases: readonly PhaseCount[]): CheckCount {
  const sum = noCheckCount();
  const counts = phases.flatMap(({ windows }) =>
    windows.flatMap((one) => one.checks.get(check) ?? []),
  );
  for (const its of counts) {
    for (const key of Object.keys(sum) as (keyof CheckCount)[]) sum[key] += its[key];
  }
  return sum;
}
