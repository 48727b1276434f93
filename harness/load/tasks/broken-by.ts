import type { CheckVerdict } from '../../model/trace/run-record.ts';
import type { Event, Trace } from '../../model/trace/trace.ts';

/**
 * Whether a check fails this task: its finding names the task, in words or by an event of it. Null where checks fail and
 * none says by which task: the trace holds those of the baseline, too.
 */
export function brokenBy(
  verdicts: readonly CheckVerdict[],
  { events }: Pick<Trace, 'events'>,
  task: string,
): boolean | null {
  const failing = verdicts.flatMap(({ verdict }) => (verdict.result === 'fail' ? [verdict] : []));
  if (failing.length === 0) return false;
  const its = new Set(events.filter((event) => isOf(event, task)).map(({ seq }) => seq));
  const isNamed = failing.some(
    ({ reason, evidence }) =>
      reason.split(/[^\w-]+/).includes(task) || evidence.some((seq) => its.has(seq)),
  );
  return isNamed ? true : null;
}

function isOf(event: Event, task: string): boolean {
  return 'task' in event && event.task === task;
}
