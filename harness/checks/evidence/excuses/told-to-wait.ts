import type { TaskRecord, TaskRecords } from '../tasks.ts';

/**
 * Says what a task was kept from asking, where a reply had told the agent to wait beyond the task's end
 * and the task kept to that: `gauge told the agent to wait until 118.2 s after it`; null where none had.
 */
export function keptWaiting(task: TaskRecord, { tasks, stray }: TaskRecords): string | null {
  const endMs = task.end?.atMs;
  if (endMs === undefined) return null;
  for (const { start, end } of [...tasks, stray].flatMap(({ calls }) => calls)) {
    if (end?.retryAfterMs == null || end.atMs > endMs) continue;
    const leftMs = end.atMs + end.retryAfterMs - endMs;
    const hasAsked = task.calls.some((call) => call.start.point === start.point);
    if (leftMs <= 0 || hasAsked) continue;
    return `${start.point} told the agent to wait until ${(leftMs / 1000).toFixed(1)} s after it`;
  }
  return null;
}
