import { check, failed, passed, readTasks, unknown, type Checker } from '../../../index.ts';

/** Every task of the fault phase is answered in full, and within `withinMs`. */
export function unharmed(withinMs: number): Checker {
  return check('unharmed', (trace) => {
    const during = readTasks(trace).tasks.filter(({ role }) => role === 'during');
    for (const { id, start, end, ending } of during) {
      const isFull = ending.how === 'answered' && ending.disposition === 'full';
      const tookMs = (end?.atMs ?? Infinity) - start.atMs;
      if (isFull && tookMs <= withinMs) continue;
      const what = isFull ? `waited longer than ${withinMs} ms` : 'was not served';
      return failed(`task ${id}: the user ${what}`, [end?.seq ?? start.seq], `unharmed: ${what}`);
    }
    return during.length > 0 ? passed : unknown('there is no task in the fault phase');
  });
}
