import type { Finding } from '../summary/finding.ts';
import { counted, outcomeWords } from './wording.ts';

/**
 * The outcomes of a finding's tasks, worst first: `unsafe`, or `7 unsafe, 1 failed loudly` where
 * runs differ. Null where the finding concerns no task.
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

/**
 * How often a finding was seen: `3 of 10 runs`; `1 of 3 runs, not reproduced` where no rerun
 * failed.
 */
export function seenWords({ count, ofRuns, notAgainIn }: Finding): string {
  const often = `${count} of ${counted(ofRuns + notAgainIn, 'run')}`;
  return notAgainIn > 0 ? `${often}, not reproduced` : often;
}
