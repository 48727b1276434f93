import { byOp, isSound, type TaskCall, type TaskRecord, type TaskRecords } from '../tasks.ts';
import { roleWords } from '../finding.ts';
import { evidentIn, mayMiss } from './loss.ts';
import { isPinned } from './pinned.ts';
import { isSeldomAsked } from './twins.ts';

/**
 * The call whose true reply a task never got, though it answers in full, and why nobody can tell what that
 * means: it was not asked often enough without faults. Null where it was, and where the expectation says that
 * the answer is right. Whether effects were made is for the ledger to judge.
 */
export function unheldLoss(
  task: TaskRecord,
  records: TaskRecords,
): { readonly call: TaskCall; readonly words: string } | null {
  const { tasks, points, phases } = records;
  if (!isSeldomAsked(task, tasks) || isPinned(null, task, { twins: [], points })) return null;
  const isEvident = evidentIn(points);
  const isQuestion = (call: TaskCall) =>
    isEvident(call) &&
    points[call.start.point]?.effects.includes(call.start.label) !== true &&
    !mayMiss(task, call);
  const lost = byOp(task.calls.filter(isQuestion)).find((its) => !its.some(isSound));
  const call = lost?.[0];
  if (!call) return null;
  const lacking = (['before', 'after'] as const).filter((role) =>
    phases.every((phase) => phase.role !== role),
  );
  const why = lacking.map((role) => `no ${roleWords[role]}`).join(' and ');
  const words =
    'nothing shows what that reply is for: to tell, it must be asked twice without faults' +
    (why === '' ? '' : `, and there is ${why}`);
  return { call, words };
}
