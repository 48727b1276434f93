import { askedIn } from '../../../model/scenario.ts';
import { doubtful, type Breach } from '../finding.ts';
import { liveOf, type Ledger } from '../ledger.ts';
import type { Entry } from '../ledger/entry.ts';
import { twinsBefore } from '../lost/twins.ts';
import { mentions } from '../mentions.ts';
import type { EventOf, TaskRecord, TaskRecords } from '../tasks.ts';

/**
 * Finds the effects of earlier tasks, answered in full, that a task of the fault phase undid though it was not asked
 * to: neither its input names them, nor its expectation lists the undoing, nor the same task without faults does so.
 * In doubt where there is no such task, and where it made another in their place.
 */
export function undoneOfOthers(
  ledger: Ledger,
  { tasks, calls }: TaskRecords,
): (task: TaskRecord) => readonly Breach[] {
  const undone = Map.groupBy(
    ledger.entries.filter((entry) => entry.undone !== null),
    (entry) => entry.undone,
  );
  /** What a task undid that none of its own effects is. */
  const undosOf = (task: TaskRecord) =>
    task.effects.flatMap((undo) => {
      const entries = undo.undoes ? (undone.get(undo) ?? []) : [];
      const areOthers = entries.every(({ makers }) => makers.length > 0 && !makers.includes(task));
      return areOthers ? entries.map((entry) => ({ undo, entry })) : [];
    });
  return (task) => {
    if (task.role !== 'during' || undone.size === 0) return [];
    const wanted = task.start.shouldDo ?? {};
    const isAsked = ({ id, key }: Entry) =>
      mentions(askedIn(task.start), id) || mentions(askedIn(task.start), key);
    const found = undosOf(task)
      .map(({ undo, entry }) => ({ undo, entry, label: labelOf(undo) }))
      .find(
        ({ undo, entry, label }) =>
          entry.makers.every((maker) => isSettled(maker, undo)) &&
          !isAsked(entry) &&
          !Object.hasOwn(wanted, label),
      );
    if (!found) return [];
    const { undo, entry, label } = found;
    const twins = twinsBefore(task, tasks);
    const isUsual = twins.some((twin) => undosOf(twin).some((one) => labelOf(one.undo) === label));
    if (isUsual) return [];
    const maker = entry.makers[0]?.id ?? '';
    const reason =
      `task ${task.id}: ${label} undid ${entry.id} of task ${maker}, which was answered in full, ` +
      'and nothing asked for that';
    const isReplaced = liveOf(ledger, task).some(({ does }) => does === entry.does);
    if (twins.length === 0 || isReplaced) {
      return [doubtful(`${reason} (say ${label} in expect.effects where it should)`)];
    }
    const evidence = [...entry.landed, undo.seq];
    const signature = `${label} undid what another task made`;
    return [{ reason, evidence, signature }];
  };

  function labelOf({ call, does }: EventOf<'effect'>): string {
    return calls.get(call)?.start.label ?? does;
  }
}

/** Whether a task was answered in full, and rightly as far as is known, before something was undone. */
function isSettled({ ending, end }: TaskRecord, undo: EventOf<'effect'>): boolean {
  if (ending.how !== 'answered' || ending.disposition !== 'full') return false;
  return ending.correct !== false && end !== null && end.seq < undo.seq;
}
