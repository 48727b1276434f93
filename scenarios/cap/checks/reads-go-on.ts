import { check, failed, passed, readTasks, unknown, type Checker } from '../../../index.ts';

/** Whatever else is down, each answer of the storm uses what `point` said. */
export function readsGoOn(point: string): Checker {
  return check('reads-go-on', (trace) => {
    const storm = readTasks(trace).tasks.filter(({ phase }) => phase === 'storm');
    for (const { id, start, end, ending } of storm) {
      const { used = [] } = (ending.how === 'answered' ? ending.answer : {}) as {
        readonly used?: readonly string[];
      };
      if (used.some((name) => name.startsWith(`${point}/`))) continue;
      const what = `answers without ${point}`;
      return failed(`task ${id} ${what}`, [end?.seq ?? start.seq], `reads-go-on: ${what}`);
    }
    return storm.length > 0 ? passed : unknown('there is no task in the storm');
  });
}
