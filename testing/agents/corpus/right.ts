import { check, eventsOf, failed, passed, type Checker } from '../../../index.ts';

/** No full answer of the fault phase differs from what the task expects. */
export const right: Checker = check('right', (trace) => {
  const wrong = eventsOf(trace, 'task.end').find(
    ({ task, ending }) =>
      task.startsWith('during-') &&
      ending.how === 'answered' &&
      ending.disposition === 'full' &&
      ending.correct === false,
  );
  if (!wrong) return passed;
  return failed(`task ${wrong.task} gives a wrong answer in full`, [wrong.seq], 'right: wrong');
});
