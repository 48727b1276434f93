import { askedIn } from '../../../model/scenario.ts';
import { canonical } from '../../../model/json/json.ts';
import type { TaskRecord } from '../tasks.ts';

/**
 * The same task without faults, of those that answered in full: at least two, for one does not show what
 * changes from time to time; else none. Where a phase asks it several times, the same of them where it can be.
 */
export function fullTwins(task: TaskRecord, tasks: readonly TaskRecord[]): readonly TaskRecord[] {
  const input = canonical(askedIn(task.start));
  const full = tasks.filter(
    ({ role, start, ending }) =>
      role !== 'during' &&
      ending.how === 'answered' &&
      ending.disposition === 'full' &&
      canonical(askedIn(start)) === input,
  );
  const same = full.filter(({ twin }) => twin === task.twin);
  const twins = same.length > 1 ? same : full;
  return twins.length > 1 ? twins.slice(0, mostTwins) : [];
}

const mostTwins = 4;
