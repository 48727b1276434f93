import { check, failed, passed, readTasks, unknown, type Checker } from '../../../index.ts';

/** Users reach `point` in the fault phase as often as in the baseline; one in twenty may not. */
export function servesOn(point: string): Checker {
  return check('serves-on', (trace) => {
    const { tasks } = readTasks(trace);
    const served = (of: (typeof tasks)[number]) =>
      of.calls.filter(({ start, end }) => start.point === point && end?.outcome === 'replied');
    const during = tasks.filter(({ role }) => role === 'during');
    for (const task of during) {
      const number = task.id.split('-').at(-1);
      const twin = tasks.find((one) => one.role === 'before' && one.id.endsWith(`-${number}`));
      const [now, then] = [served(task).length, twin ? served(twin).length : 0];
      if (then === 0) return unknown(`no user reached ${point} in the baseline`);
      if (now >= then * 0.95) continue;
      return failed(
        `task ${task.id}: ${now} users were served, ${then} in the baseline`,
        [task.end?.seq ?? task.start.seq],
        'serves-on: fewer users were served',
      );
    }
    return during.length > 0 ? passed : unknown('there is no task in the fault phase');
  });
}
