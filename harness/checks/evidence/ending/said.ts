import type { Ending } from '../../../model/trace/trace.ts';

/** What a task said last: its answer, or its error; the empty text where it hung. */
export function saidIn(ending: Ending): unknown {
  if (ending.how === 'hung') return '';
  return ending.how === 'answered' ? ending.answer : ending.error;
}

/** The answer of a task; null where it gave none. */
export function answerIn(ending: Ending): unknown {
  return ending.how === 'answered' ? ending.answer : null;
}
