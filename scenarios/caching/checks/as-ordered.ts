import { check, failed, passed, readTasks, unknown, type Checker } from '../../../index.ts';
import type { Batch } from '../agent/request.ts';

/**
 * What the shop understood in the fault phase is what was asked for, whatever its tools look like
 * now.
 */
export const asOrdered: Checker = check('as-ordered', (trace) => {
  const during = readTasks(trace).tasks.filter(({ role }) => role === 'during');
  let orders = 0;
  for (const { id, start, calls } of during) {
    const asked = (start.input as Batch).rounds.flat().flatMap((request) => {
      const [, units] = 'text' in request ? (/Order (\d+)/.exec(request.text) ?? []) : [];
      return units === undefined ? [] : [Number(units)];
    });
    for (const { end } of calls) {
      const { order, units } = (end?.meaning ?? {}) as { order?: string; units?: number };
      if (!end || order === undefined || units === undefined) continue;
      orders += 1;
      if (asked.includes(units)) continue;
      const what = `${asked.join(' or ')} were asked for, and the shop understood ${units}`;
      return failed(`task ${id}: ${what}`, [end.seq], 'as-ordered: another number was ordered');
    }
  }
  return orders > 0 ? passed : unknown('nothing was ordered');
});
