import { check, failed, passed, unknown, type Checker } from '../../../index.ts';
import { answerOf, tasksDuring } from './routing-tasks.ts';

/** In no conversation of the fault phase that ends in full the cheap model follows the strong one. */
export const noDowngrade: Checker = check('no-downgrade', (trace) => {
  let long = 0;
  for (const task of tasksDuring(trace)) {
    const answer = answerOf(task);
    if (answer?.status !== 'answered' || answer.served.length < 2) continue;
    const calls = task.calls.filter(({ start }) => ['swift', 'grand'].includes(start.point));
    const first = calls.findIndex(({ start, end }) => {
      return start.point === 'grand' && end?.outcome === 'replied';
    });
    if (first === -1) continue;
    long += 1;
    const lower = calls.slice(first).find(({ start, end }) => {
      return start.point === 'swift' && end?.outcome === 'replied';
    });
    if (!lower) continue;
    const what = 'went on with the cheap model after the strong one, and says nothing of it';
    return failed(`task ${task.id} ${what}`, [lower.start.seq], `no-downgrade: a task ${what}`);
  }
  return long > 0 ? passed : unknown('no conversation went on after the strong model');
});
