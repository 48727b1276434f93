import {
  check,
  failed,
  passed,
  readTasks,
  unknown,
  type Checker,
  type TaskRecord,
} from '../../../index.ts';

/**
 * An answer of the fault phase that is stamped `verified` rests on a true reply of the verifier, to
 * that task, that supports all it cites and turned down at least one other claim.
 */
export const stampEarned: Checker = check('stamp-earned', (trace) => {
  const during = readTasks(trace).tasks.filter(({ role }) => role === 'during');
  const answers = during.flatMap((task) => {
    if (task.ending.how !== 'answered') return [];
    const { verified = false, cited = [] } = task.ending.answer as Stamped;
    return [{ task, verified, cited }];
  });
  for (const { task, verified, cited } of answers) {
    if (!verified || isEarned(task, cited)) continue;
    const replies = task.calls.filter(({ start }) => start.point === 'verifier');
    const evidence = replies.map(({ start, end }) => end?.seq ?? start.seq);
    if (task.end) evidence.push(task.end.seq);
    const what = 'is stamped verified by a verifier that did not do its work';
    return failed(`task ${task.id} ${what}`, evidence, `stamp-earned: ${what}`);
  }
  return answers.length > 0 ? passed : unknown('no task of the fault phase gave an answer');
});

interface Stamped {
  readonly verified?: boolean;
  readonly cited?: readonly string[];
}

interface Verdict {
  readonly id: string;
  readonly supported: boolean;
}

function isEarned({ calls }: TaskRecord, cited: readonly string[]): boolean {
  return calls.some(({ start, end }) => {
    if (start.point !== 'verifier' || end?.outcome !== 'replied' || end.taint !== '') return false;
    const { verdicts = [] } = (end.meaning ?? {}) as { readonly verdicts?: readonly Verdict[] };
    const said = (id: string) => verdicts.find((verdict) => verdict.id === id)?.supported;
    const isSharp = verdicts.some(({ id, supported }) => !supported && !cited.includes(id));
    return isSharp && cited.every((id) => said(id) === true);
  });
}
