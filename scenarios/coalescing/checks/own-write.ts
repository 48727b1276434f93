import { check, failed, passed, readTasks, unknown, type Checker } from '../../../index.ts';

/** Each task of the fault phase that says that it ordered did so at `point` itself, whoever ordered the same. */
export function ownWrite(point: string): Checker {
  return check('own-write', (trace) => {
    const ordering = readTasks(trace).tasks.filter(({ role, start }) => {
      return role === 'during' && 'order' in (start.input as object);
    });
    const done = ordering.filter(
      ({ ending }) => ending.how === 'answered' && ending.disposition === 'full',
    );
    for (const { id, start, end, ending, effects } of done) {
      const said = JSON.stringify(ending);
      if (effects.some((one) => one.point === point && said.includes(one.id))) continue;
      const what = 'tells of an order that is not its own';
      const seqs = [end?.seq ?? start.seq];
      return failed(`task ${id} ${what}`, seqs, `own-write: a task ${what}`);
    }
    return done.length > 1 ? passed : unknown('no two tasks ordered anything');
  });
}
