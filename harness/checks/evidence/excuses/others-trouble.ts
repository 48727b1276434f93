import { byOp, isSound, type TaskCall, type TaskRecord, type TaskRecords } from '../tasks.ts';

/** A call of another task that faults made fail, on which a task may have relied. */
export interface OthersTrouble {
  /** The last attempt. */
  readonly call: TaskCall;
  /** Whether the other task waited for it while this one was under way. */
  readonly isShared: boolean;
}

/**
 * Finds the calls of other tasks that faults made fail, on which a task that made none of that label may have
 * relied: those under way beside it, as where tasks share one call, and those before it that the same task
 * makes without faults, as where an agent spares a tool that has just failed.
 */
export function othersTrouble(
  task: TaskRecord,
  { tasks, stray, phases }: TaskRecords,
): readonly OthersTrouble[] {
  const { start, end, role, twin } = task;
  const labelOf = ({ start: { point, label } }: TaskCall) => `${point}\u0000${label}`;
  const own = new Set(task.calls.map(labelOf));
  const usual = tasks.filter((one) => one.role !== role && one.twin === twin);
  const asked = new Set(usual.flatMap(({ calls }) => calls.map(labelOf)));
  const began =
    phases.find((one) => one.role === role) ?? tasks.find((one) => one.role === role)?.start;
  const since = began?.seq ?? 0;
  const others = [...tasks.filter((one) => one !== task && one.role === role), stray]
    .flatMap((one) => byOp(one.calls))
    .map((attempts) => attempts.filter((call) => isBetween(call, since, end?.seq)))
    .filter(([first]) => first && !own.has(labelOf(first)));
  return others.flatMap((attempts): readonly OthersTrouble[] => {
    const call = attempts.at(-1);
    if (!call || !attempts.every((one) => !isSound(one) && one.hits.length > 0)) return [];
    if ((call.end?.seq ?? Infinity) > start.seq) return [{ call, isShared: true }];
    const isLast = others
      .flat()
      .every((one) => labelOf(one) !== labelOf(call) || one.start.seq <= call.start.seq);
    return isLast && asked.has(labelOf(call)) ? [{ call, isShared: false }] : [];
  });
}

function isBetween({ start }: TaskCall, from: number, until = Infinity): boolean {
  return start.seq > from && start.seq < until;
}
