import { isMadeUp } from '../../../model/json/made-up-id.ts';
import { dispositionOf } from '../ending/disposition-rank.ts';
import { doubtful, type Breach } from '../finding.ts';
import { madeForTask, type Ledger } from '../ledger.ts';
import type { Entry } from '../ledger/entry.ts';
import type { TaskRecord, TaskRecords } from '../tasks.ts';

/**
 * Finds effects under an answer in full that neither the task lists nor the same task without faults leaves, as a second
 * customer that is made where looking for the first one failed. A tool that forgot what it knew may need them.
 */
export function unlistedIn(
  ledger: Ledger,
  { tasks }: TaskRecords,
): (entry: Entry, task: TaskRecord) => boolean {
  const forgetful = new Set(
    tasks.flatMap(({ calls }) =>
      calls.flatMap(({ start, hits }) =>
        hits.some(({ effect }) => effect === 'forget') ? start.point : [],
      ),
    ),
  );
  return ({ does, point }, task) => {
    const twin = ledger.before(task);
    if (!twin || dispositionOf(task.ending) !== 'full' || forgetful.has(point)) return false;
    if (Object.hasOwn(task.start.shouldDo ?? {}, does)) return false;
    return !madeForTask(ledger, twin).some((one) => one.does === does && one.point === point);
  };
}

/** Says that an effect is neither listed, nor left without faults, nor named. */
export function mayBeTooMuch({ id }: TaskRecord, { does, id: left }: Entry): Breach {
  const name = isMadeUp(left) ? '' : ` (${left})`;
  return doubtful(
    `task ${id}: ${does} left an effect${name} that the task does not list and that it does not leave without faults, ` +
      'and the answer in full does not name it (an answer should name what else it left, or say that it is less, as by ' +
      "disposition: 'degraded'; if it should never be there, say 0 of it in expect.effects)",
  );
}
