import { check, failed, passed, unknown, type Checker } from '../../../index.ts';
import { areModelsWell, callsAt, requestOf, tasksDuring } from './routing-tasks.ts';

/** While scores come late or not at all, whoever has chosen a model asks it within `withinMs`, if models are well. */
export function notBlocked(withinMs: number): Checker {
  return check('not-blocked', (trace) => {
    const during = tasksDuring(trace);
    const isStruck = during.some((task) =>
      callsAt(task, 'scorer').some(({ hits }) => hits.length > 0),
    );
    const pinned = during.filter((task) => requestOf(task).model !== undefined);
    const areWell = areModelsWell(during);
    for (const task of pinned) {
      const [first] = callsAt(task, 'swift', 'grand');
      const waitedMs = (first?.start.atMs ?? Number.POSITIVE_INFINITY) - task.start.atMs;
      if (first ? waitedMs <= withinMs : !areWell) continue;
      const what = 'waited behind others for a score that it does not need';
      const seqs = [task.start.seq, first?.start.seq ?? task.start.seq];
      return failed(`task ${task.id} ${what}`, seqs, `not-blocked: a task ${what}`);
    }
    if (!isStruck) return unknown('no score was struck');
    return pinned.length > 0 ? passed : unknown('nobody had chosen a model');
  });
}
