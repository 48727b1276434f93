import { check, failed, passed, unknown, type Checker } from '../../../index.ts';
import type { Claim } from '../agent/claim.ts';
import { decidedIn, seqsOf, type Decided } from './decided.ts';

/**
 * The same receipt gets the same queue, total and tax, in every phase, alone or in a crowd, under
 * whatever number it is handed in. Left to people is no answer, and without rules none is compared.
 */
export const sameAnswer: Checker = check('same-answer', (trace) => {
  const answered = decidedIn(trace)
    .filter(({ decision, hadRules }) => decision.by !== 'nobody' && hadRules)
    .toSorted((a, b) => Number(isDuring(b)) - Number(isDuring(a)));
  const alike = [...Map.groupBy(answered, ({ claim }) => receiptOf(claim)).values()];
  const repeats = alike.filter((group) => group.length > 1);
  for (const [first, ...others] of repeats) {
    const other = first && others.find((it) => resultOf(it) !== resultOf(first));
    if (!other) continue;
    return failed(
      `claims ${first.claim.id} (${first.task.id}) and ${other.claim.id} (${other.task.id}) hold ` +
        `the same receipt and got ${resultOf(first)} and ${resultOf(other)}`,
      [...seqsOf(first), ...seqsOf(other)],
      'same-answer: one receipt, two answers',
    );
  }
  return repeats.length > 0 ? passed : unknown('no receipt was decided twice');
});

/** Pairs of the fault phase come first: they are what a report should show. */
function isDuring({ task }: Decided): boolean {
  return task.role === 'during';
}

function receiptOf({ from, country, items }: Claim): string {
  return JSON.stringify([from, country, items]);
}

function resultOf({ decision }: Decided): string {
  const { queue, totalCents, taxCents } = decision;
  return `${queue} (${totalCents} cents, ${taxCents} tax)`;
}
