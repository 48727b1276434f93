import { check, failed, passed, unknown, type Checker } from '../../../index.ts';
import { spentWhy } from '../agent/spend.ts';
import {
  answerOf,
  areModelsWell,
  callsAt,
  isGood,
  requestOf,
  tasksDuring,
} from './routing-tasks.ts';

/**
 * Where no score came in the fault phase, a model is asked within `withinMs` all the same, if models are
 * well; something risky is put off where its tenant may not ask the strong model any more.
 */
export function defaultRoute(withinMs: number): Checker {
  return check('default-route', (trace) => {
    const during = tasksDuring(trace);
    const areWell = areModelsWell(during);
    const blind = during.filter((task) => {
      const scores = callsAt(task, 'scorer');
      return scores.length > 0 && !scores.some(isGood);
    });
    for (const task of blind) {
      const [first] = callsAt(task, 'swift', 'grand');
      const { risk } = requestOf(task);
      if (!first && risk === 'high' && answerOf(task)?.why === spentWhy) continue;
      const asked = callsAt(task, 'scorer')[0]?.start ?? task.start;
      const what = first ? 'waited too long for a score' : 'was not routed for want of a score';
      if (first ? first.start.atMs - asked.atMs <= withinMs : !areWell) continue;
      const seqs = [asked.seq, task.end?.seq ?? task.start.seq];
      return failed(`task ${task.id} ${what}`, seqs, `default-route: a task ${what}`);
    }
    return blind.length > 0 ? passed : unknown('every task was scored');
  });
}
