import { check, failed, passed, readTasks, unknown, type Checker } from '../../../index.ts';

/** Whatever else is down, each answer of the fault phase uses what `point` said. */
export function readsGoOn(point: string): Checker {
  return check('reads-go-on', (trace) => {
    const during = readTasks(trace).tasks.filter(({ role }) => role === 'during');
    for (const { id, start, end, ending } of during) {
      const { used = [] } = (ending.how === 'answered' ? ending.answer : {}) as {
        readonly used?: readonly string[];
      };
      if (used.some((name) => name.startsWith(`${point}/`))) continue;
      const what = `answers without ${point}`;
      return failed(`task ${id} ${what}`, [end?.seq ?? start.seq], `reads-go-on: ${what}`);
    }
    return during.length > 0 ? passed : unknown('there is no task in the fault phase');
  });
}
