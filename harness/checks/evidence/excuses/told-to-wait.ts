import type { TaskCall, TaskRecord, TaskRecords } from '../tasks.ts';

/**
 * Says what a task was kept from asking, where a reply had told the agent to wait beyond the task's end
 * and the task kept to that: `gauge told the agent to wait until 118.2 s after it`; null where none had. A task that
 * asked that point for other things kept to it where it did without a call that the same task makes without faults.
 */
export function keptWaiting(task: TaskRecord, { tasks, stray }: TaskRecords): string | null {
  const endMs = task.end?.atMs;
  if (endMs === undefined) return null;
  const usual = tasks.filter(({ role, twin }) => role === 'before' && twin === task.twin);
  for (const call of [...tasks, stray].flatMap(({ calls }) => calls)) {
    const { start, end } = call;
    if (end?.retryAfterMs == null || end.atMs > endMs) continue;
    const leftMs = end.atMs + end.retryAfterMs - endMs;
    const hasAsked = task.calls.some((own) => own.start.point === start.point);
    const isSpared =
      !hasLike(task, call) && usual.length > 0 && usual.every((twin) => hasLike(twin, call));
    if (leftMs <= 0 || (hasAsked && !isSpared)) continue;
    return `${start.point} told the agent to wait until ${(leftMs / 1000).toFixed(1)} s after it`;
  }
  return null;
}

/** Whether a task made a call of the same label. */
function hasLike({ calls }: TaskRecord, { start }: TaskCall): boolean {
  return calls.some((own) => own.start.point === start.point && own.start.label === start.label);
}
