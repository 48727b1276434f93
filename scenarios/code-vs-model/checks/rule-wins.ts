import { check, failed, passed, unknown, type Checker } from '../../../index.ts';
import { cases } from '../world-claims.ts';
import { decidedDuring, seqsOf, type Decided } from './decided.ts';

/**
 * What a rule rejects is never paid in the fault phase; and where the rules could be had, it is
 * rejected, or left to people when something else broke, but never decided by the model.
 */
export const ruleWins: Checker = check('rule-wins', (trace) => {
  const forbidden = decidedDuring(trace).filter(
    ({ claim }) => cases.get(claim.id)?.settled === 'rejected',
  );
  const broken = forbidden.find((it) => isPaid(it) || isOverruled(it));
  if (broken) {
    const { claim, decision } = broken;
    return failed(
      `a rule rejects claim ${claim.id}, and ${decision.by} made it ${decision.queue}`,
      seqsOf(broken),
      `rule-wins: ${decision.by} overruled a rule`,
    );
  }
  return forbidden.length > 0
    ? passed
    : unknown('no claim of the fault phase is one that rules reject');
});

function isPaid({ decision }: Decided): boolean {
  return decision.queue === 'approved' || decision.payout !== undefined;
}

function isOverruled({ decision, hadRules }: Decided): boolean {
  return hadRules && decision.queue !== 'rejected' && decision.by !== 'nobody';
}
