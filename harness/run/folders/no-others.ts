import { foldersOf, type Points, type Task } from '../../model/scenario.ts';

/**
 * The task that expects no effects of a folder beside those that it expects there; the same where it
 * expects none of a folder.
 */
export function withNoOthers(task: Task, points: Points): Task {
  const { effects } = task.expect ?? {};
  const labels = [...foldersOf(points).values()].flatMap((maker) => maker.effects);
  if (!effects || !labels.some((label) => Object.hasOwn(effects, label))) return task;
  const none = Object.fromEntries(labels.map((label) => [label, 0]));
  return { ...task, expect: { ...task.expect, effects: { ...none, ...effects } } };
}
