import { check, type Checker } from '../model/checker.ts';
import type { Trace } from '../model/trace.ts';
import { judgeTasks, missingPoint, noEffects, verdictOf, type Finding } from './finding.ts';
import { isAccounted, ledgerOf, namesIn, orphansOf, straysOf, type Entry } from './ledger.ts';
import { phaseAt, type TaskRecord } from './tasks.ts';

/**
 * Every effect of a task of the storm is taken back after it landed, or the task's answer names it
 * by its id or its key. Effects of tasks that gave no answer, or that belong to no task and are in
 * nobody's answer, are orphans. Answers of other phases do not count: an id or a key may come again
 * there. At one point, or at all.
 */
export function noOrphans(point?: string): Checker {
  const scope = point === undefined ? {} : { point };
  const judge = (trace: Trace) => {
    const nothing = missingPoint(trace, point) ?? noEffects(trace, scope);
    if (nothing) return nothing;
    return judgeTasks(trace, 'storm', (tasks, records) => {
      const ledger = ledgerOf(records, scope);
      const orphans = tasks.flatMap((task) =>
        orphansOf(ledger, task).map((entry) => wordOf(entry, task)),
      );
      const lost = straysOf(ledger, records).filter((entry) => {
        const phase = phaseAt(records, entry.landed[0] ?? 0);
        return !isAccounted(
          entry,
          records.tasks.filter((task) => task.phase === phase),
        );
      });
      return verdictOf([...orphans, ...lost.map((entry) => wordOf(entry, null))]);
    });
  };
  return check('no-orphans', judge, namesIn(scope));
}

function wordOf(entry: Entry, task: TaskRecord | null): Finding {
  const whose = task === null ? 'an effect of no task' : `task ${task.id}`;
  const end = task?.end ? [task.end.seq] : [];
  return {
    reason: `${whose}: ${entry.does} left ${entry.id || 'an effect without id'}, ${fateOf(task)}`,
    evidence: [...entry.landed, ...end],
    signature: `no-orphans: ${entry.does} ${fateOf(task)}`,
  };
}

function fateOf(task: TaskRecord | null): string {
  if (task?.ending.how === 'answered') return 'neither undone nor named in the answer';
  if (task === null) return 'neither undone nor named in any answer';
  return `not undone, and the task ${task.ending.how}`;
}
