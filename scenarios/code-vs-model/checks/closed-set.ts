import { check, failed, passed, unknown, type Checker } from '../../../index.ts';
import { decidedDuring, seqsOf } from './decided.ts';

/** Every claim of the fault phase lands in one of these queues. */
export function closedSet(queues: readonly string[]): Checker {
  return check('closed-set', (trace) => {
    const decided = decidedDuring(trace);
    const stray = decided.find(({ decision }) => !queues.includes(decision.queue));
    if (stray) {
      const { claim, decision } = stray;
      const got = JSON.stringify(decision.queue) ?? 'nothing';
      return failed(
        `claim ${claim.id} was sent to ${got}, which is none of ${queues.join(', ')}`,
        seqsOf(stray),
        `closed-set: sent to ${got}`,
      );
    }
    return decided.length > 0 ? passed : unknown('no claim of the fault phase was answered');
  });
}
