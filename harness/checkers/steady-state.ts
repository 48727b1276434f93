import { check, type Checker } from '../model/checker.ts';
import { judgeTasks, verdictOf, type Finding } from './finding.ts';
import type { TaskRecord } from './tasks.ts';

/**
 * Without any fault the agent does its work: every task of the baseline is answered, not wrongly
 * and not with a failure. Where this is broken, nothing else that a run shows is about the faults.
 */
export function steadyState(): Checker {
  return check('steady-state', (trace) =>
    judgeTasks(trace, 'baseline', (tasks) => verdictOf(tasks.flatMap((task) => flaw(task) ?? []))),
  );
}

function flaw({ id, start, end, ending }: TaskRecord): Finding | null {
  const evidence = [start.seq, ...(end ? [end.seq] : [])];
  const say = (what: string) => ({
    reason: `task ${id} ${what} without any fault`,
    evidence,
    signature: `steady-state: a task ${what} without any fault`,
  });
  if (ending.how !== 'answered') return say(ending.how === 'hung' ? 'hung' : 'failed');
  if (ending.disposition === 'failed') return say('says that it failed');
  return ending.correct === false ? say('is wrong') : null;
}
