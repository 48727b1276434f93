import { check, failed, passed, readTasks, unknown, type Checker } from '../../../index.ts';
import type { Batch } from '../agent/claim.ts';
import { cases } from '../world-claims.ts';
import { decidedDuring, seqsOf } from './decided.ts';

/**
 * Whatever becomes of the model, what rules can settle is settled by them, to the cent, and a task
 * of such claims alone makes no model call. Tasks whose other calls were struck are left out.
 */
export const rulePath: Checker = check('rule-path', (trace) => {
  const tasks = readTasks(trace).tasks.filter(
    ({ role, calls }) =>
      role === 'during' &&
      calls.every(({ start, hits }) => hits.length === 0 || start.point === 'model'),
  );
  const judged = new Set(tasks.map(({ id }) => id));
  const settled = decidedDuring(trace).filter(
    ({ task, claim }) => judged.has(task.id) && isSettled(claim.id),
  );
  for (const it of settled) {
    const { claim, decision } = it;
    const right = cases.get(claim.id);
    const { queue, by, totalCents, taxCents } = decision;
    const isRight =
      queue === right?.settled && totalCents === right.totalCents && taxCents === right.taxCents;
    if (by === 'rules' && isRight) continue;
    const what = by === 'rules' ? 'settled wrongly' : `left to ${by}`;
    const got = `${queue}, ${totalCents} cents with ${taxCents} tax`;
    return failed(
      `claim ${claim.id}, which rules can settle, was ${what} (${got})`,
      seqsOf(it),
      `rule-path: what rules can settle was ${what}`,
    );
  }
  for (const { id, start, calls } of tasks) {
    const call = calls.find((it) => it.start.point === 'model');
    if (!call || !(start.input as Batch).claims.every((claim) => isSettled(claim.id))) continue;
    const what = 'the model was asked about claims that rules can settle';
    return failed(`task ${id}: ${what}`, [call.start.seq], `rule-path: ${what}`);
  }
  return settled.length > 0 ? passed : unknown('there was nothing for rules to settle');
});

function isSettled(claim: string): boolean {
  return (cases.get(claim)?.settled ?? null) !== null;
}
