import { check, failed, passed, unknown, type Checker } from '../../../index.ts';
import { topicOf } from '../world-questions.ts';
import { noncesIn, originsOf, seqsOf, servedDuring } from './served.ts';

/**
 * Of the questions of the fault phase that a policy answers, at most this share (0–1) is answered
 * by the policy for another; and some of them share an answer, or there was nothing to judge.
 */
export function falseHits(mostShare: number): Checker {
  return check('false-hits', (trace) => {
    const origins = originsOf(trace);
    const served = servedDuring(trace).flatMap((one) => {
      const [nonce] = noncesIn(one.reply.text);
      const topic = topicOf(one.question.text);
      if (nonce === undefined || topic === null) return [];
      return [{ ...one, nonce, topic, got: (origins.get(nonce) ?? '').split('/').at(-1) }];
    });
    const wrong = served.filter(({ topic, got }) => got !== topic);
    const share = wrong.length / Math.max(1, served.length);
    if (share > mostShare) {
      const [worst] = wrong;
      const example = worst ? `"${worst.question.text}" got the policy on ${worst.got}` : '';
      return failed(
        `${wrong.length} of ${served.length} answers belong to another question (${example})`,
        wrong.flatMap(seqsOf),
        'false-hits: answers that belong to another question',
      );
    }
    const shared = served.length - new Set(served.map(({ nonce }) => nonce)).size;
    return shared > 0 ? passed : unknown('no two questions shared an answer');
  });
}
