import type { Finding } from './summary.ts';
import { outcomeWords } from './wording.ts';

/**
 * How the tasks of a finding ended, worst first: `unsafe`, or `7 unsafe, 1 failed loudly` where its
 * runs differ. Null where no task did.
 */
export function endedWords({ ended, outcome }: Finding): string | null {
  const [worst] = ended;
  if (!worst) return outcome === null ? null : outcomeWords[outcome];
  const isOne = ended.length === 1;
  const words = ended
    .map((one) => (isOne ? outcomeWords[one.outcome] : `${one.count} ${outcomeWords[one.outcome]}`))
    .join(', ');
  const isShown = outcome === null || outcome === worst.outcome;
  return isShown ? words : `${words} (${outcomeWords[outcome]} in the run shown here)`;
}
