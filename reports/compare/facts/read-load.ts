import type {
  LoadPhaseReport,
  LoadReport,
  LoadWindow,
  TimeCounts,
} from '../../../harness/model/load/load-report.ts';
import { outcomes } from '../../../harness/model/trace/outcome.ts';
import type { LoadFacts, PhaseFacts, Stretch } from './load-facts.ts';

/** Tasks nearer in time than this may fail together (ms). */
const stretchMs = 5000;

/** What is compared of a load; phases that only confirm a failure are left out. */
export function loadFacts(report: LoadReport): LoadFacts {
  const { scenario, file, variant, mode, seed, plan, arrivals, rate } = report;
  const { shape, concurrencyLimit, withinMs, deadlineMs, windowMs, recovery } = report;
  const [gap = null] = [...report.invalid, ...report.doubts, ...(report.cut ? [report.cut] : [])];
  return {
    version: 1,
    kind: 'load',
    gap,
    scenario,
    file,
    variant,
    mode,
    seed,
    plan,
    arrivals,
    shape,
    rate,
    concurrencyLimit,
    withinMs,
    deadlineMs,
    windowMs,
    phases: report.phases
      .filter(({ name }) => name !== 'relief' && name !== 'restored')
      .map((phase) => phaseFacts(phase, report)),
    recovery: recovery && {
      kind: recovery.kind,
      afterMs: recovery.afterMs,
      reason: recovery.reason,
    },
  };
}

function phaseFacts(
  { name, role, fromMs, toMs }: LoadPhaseReport,
  { windows, windowMs }: LoadReport,
): PhaseFacts {
  const its = windows.filter(({ phase }) => phase === name);
  const size = Math.max(1, Math.ceil(stretchMs / windowMs));
  const stretches: Stretch[] = [];
  for (let n = 0; n < its.length; n += size) stretches.push(stretch(its.slice(n, n + size)));
  return { name, role, lastsMs: toMs - fromMs, stretches };
}

function stretch(windows: readonly LoadWindow[]): Stretch {
  const sum = (of: (one: LoadWindow) => number) => windows.reduce((all, one) => all + of(one), 0);
  const counts = outcomes.map((one) => [one, sum((window) => window.outcomes[one])] as const);
  const names = [...new Set(windows.flatMap(({ points }) => Object.keys(points)))].toSorted();
  const at = (name: string) => ({
    attempts: sum(({ points }) => points[name]?.attempts ?? 0),
    requests: sum(({ points }) => points[name]?.requests ?? 0),
  });
  return {
    offered: sum(({ offered }) => offered),
    dropped: sum(({ dropped }) => dropped),
    right: sum(({ right }) => right),
    outcomes: Object.fromEntries(counts.filter(([, count]) => count > 0)),
    points: Object.fromEntries(names.map((name) => [name, at(name)])),
    responses: merged(windows.map(({ responses }) => responses)),
  };
}

/** All lengths of time with their counts, shortest first. */
export function merged(all: readonly TimeCounts[]): TimeCounts {
  const sums = new Map<number, number>();
  for (const [us, count] of all.flat()) sums.set(us, (sums.get(us) ?? 0) + count);
  return [...sums].toSorted(([a], [b]) => a - b);
}
