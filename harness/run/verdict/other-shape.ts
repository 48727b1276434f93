import { isObject } from '../../model/json/walk.ts';
import type { Trace } from '../../model/trace/trace.ts';
import type { TaskRecord, TaskRecords } from '../../checks/evidence/tasks.ts';

/**
 * Whether words stand where the same task is answered by an object in the baseline, and nothing says that they are right: they may
 * be somebody else's, such as the page of a gateway in front of the agent.
 */
export function inOtherShape(
  { tasks }: TaskRecords,
  { reader }: Pick<Trace, 'reader'>,
): (task: TaskRecord) => boolean {
  if (reader === 'own') return () => false;
  const isUsual = ({ role, ending }: TaskRecord) =>
    role === 'before' && ending.how === 'answered' && isObject(ending.answer);
  const byObject = new Set(tasks.filter(isUsual).map(({ twin }) => twin));
  return ({ role, twin, ending }) =>
    role !== 'before' &&
    ending.how === 'answered' &&
    ending.correct === null &&
    !isObject(ending.answer) &&
    byObject.has(twin);
}
