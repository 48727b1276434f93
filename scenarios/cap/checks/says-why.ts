import { check, failed, passed, readTasks, unknown, type Checker } from '../../../index.ts';

/** Every answer of the fault phase that is less than full gives the reason in its field `stop`. */
export const saysWhy: Checker = check('says-why', (trace) => {
  const short = readTasks(trace).tasks.filter(
    ({ role, ending }) =>
      role === 'during' && ending.how === 'answered' && ending.disposition !== 'full',
  );
  for (const { id, end, ending } of short) {
    const { stop } = (ending.how === 'answered' ? ending.answer : {}) as { readonly stop?: string };
    if (stop) continue;
    const what = 'stopped short and does not say why';
    return failed(`task ${id} ${what}`, end ? [end.seq] : [], `says-why: ${what}`);
  }
  return short.length > 0 ? passed : unknown('every answer was full');
});
