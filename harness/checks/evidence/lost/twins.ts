import { askedIn } from '../../../model/scenario.ts';
import { canonical } from '../../../model/json/json.ts';
import type { TaskRecord } from '../tasks.ts';

/**
 * The same task without faults, of those that answered in full: at least two, for one does not show what
 * changes from time to time; else none. One alone only where it was not asked more often. Where a phase asks
 * it several times, the same of them where it can be.
 */
export function fullTwins(task: TaskRecord, tasks: readonly TaskRecord[]): readonly TaskRecord[] {
  const peaceful = peacefulOf(task, tasks);
  const full = peaceful.filter(
    ({ ending }) => ending.how === 'answered' && ending.disposition === 'full',
  );
  const same = full.filter(({ twin }) => twin === task.twin);
  const twins = same.length > 1 ? same : full;
  return twins.length > 1 || peaceful.length === 1 ? twins.slice(0, mostTwins) : [];
}

/** Whether a task was asked so seldom without faults that nobody can tell what is usual. */
export function isSeldomAsked(task: TaskRecord, tasks: readonly TaskRecord[]): boolean {
  return peacefulOf(task, tasks).length < 2;
}

/** The tasks of the same input before the faults, however they ended. */
export function twinsBefore(task: TaskRecord, tasks: readonly TaskRecord[]): readonly TaskRecord[] {
  return peacefulOf(task, tasks).filter(({ role }) => role === 'before');
}

function peacefulOf(task: TaskRecord, tasks: readonly TaskRecord[]): readonly TaskRecord[] {
  const input = canonical(askedIn(task.start));
  return tasks.filter(
    ({ role, start }) => role !== 'during' && canonical(askedIn(start)) === input,
  );
}

const mostTwins = 4;
