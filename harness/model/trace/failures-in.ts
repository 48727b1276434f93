import { alwaysFail, neverCheck, steadyCheck } from './outcome.ts';
import type { RunRecord } from './run-record.ts';
import type { Event, Trace } from './trace.ts';
import type { Verdict } from './verdict.ts';

/** A check that failed. */
export interface FailedCheck {
  readonly check: string;
  readonly verdict: Extract<Verdict, { result: 'fail' }>;
}

const nevers: ReadonlySet<string> = new Set(alwaysFail.map(neverCheck));

/**
 * The failures of a run to report. An outcome that always fails is left out if the other failed
 * checks show each of its tasks, or if the agent fails without faults, since it would report the
 * same failure twice.
 */
export function failuresIn({
  trace,
  verdicts,
}: Pick<RunRecord, 'trace' | 'verdicts'>): readonly FailedCheck[] {
  const failed = failedIn(verdicts);
  if (!failed.some(({ check }) => nevers.has(check))) return failed;
  const own = failed.filter(({ check }) => !nevers.has(check));
  if (own.some(({ check }) => check === steadyCheck)) return own;
  const shown = tasksOf(
    trace,
    own.flatMap(({ verdict }) => verdict.evidence),
  );
  return failed.filter(({ check, verdict }) => {
    if (!nevers.has(check)) return true;
    const tasks = tasksOf(trace, verdict.evidence);
    return tasks.size === 0 || [...tasks].some((task) => !shown.has(task));
  });
}

/** Two checks of one name may fail alike (`standardChecks()`, and one of them beside it): one failure. */
function failedIn(verdicts: RunRecord['verdicts']): readonly FailedCheck[] {
  const byKey = new Map<string, FailedCheck>();
  for (const { check, verdict } of verdicts) {
    if (verdict.result !== 'fail') continue;
    const key = JSON.stringify([check, verdict.signature]);
    if (!byKey.has(key)) byKey.set(key, { check, verdict });
  }
  return [...byKey.values()];
}

/** The tasks of events, named by their `seq`; a fault is of the task whose call it struck. */
export function tasksOf({ events }: Trace, seqs: readonly number[]): ReadonlySet<string> {
  const chosen = new Set(seqs);
  const callers = new Map<number, string>();
  const tasks = new Set<string>();
  for (const event of events) {
    if (event.kind === 'call.start') callers.set(event.call, event.task);
    if (!chosen.has(event.seq)) continue;
    const task = event.kind === 'fault.hit' ? callers.get(event.call) : taskIn(event);
    if (task) tasks.add(task);
  }
  return tasks;
}

function taskIn(event: Event): string | undefined {
  return 'task' in event ? event.task : undefined;
}
