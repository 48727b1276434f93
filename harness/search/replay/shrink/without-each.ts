import type { RunRecord } from '../../../model/trace/run-record.ts';
import type { WithoutStrike } from '../../../model/fault/without-strike.ts';
import { strikesThatHit } from './hits.ts';
import type { Found, Trials } from './trials.ts';

/** What makes a run fail in the way that is kept, or say something else. */
interface Kept {
  readonly check: string;
  readonly isSame: (record: RunRecord) => boolean;
}

/** What the check says without each strike of a plan, as far as there are runs and time to try. */
export async function withoutEach(
  { plan }: Pick<Found, 'plan'>,
  { runOf }: Trials,
  kept: Kept,
): Promise<readonly WithoutStrike[]> {
  const results: WithoutStrike[] = [];
  for (const strike of plan.keys()) {
    const rest = plan.toSpliced(strike, 1);
    const record = await runOf(rest);
    // What is left may aim at calls that are made after that strike only: then it is a run without faults.
    const isStruck = rest.length === 0 || (record && strikesThatHit(record).length > 0);
    results.push(saidOf(isStruck ? record : record && (await runOf([])), kept));
  }
  return results;
}

function saidOf(record: RunRecord | null, { check, isSame }: Kept): WithoutStrike {
  if (!record) return 'not-tried';
  if (isSame(record)) return 'fails';
  const results = record.verdicts
    .filter((one) => one.check === check)
    .map(({ verdict }) => verdict.result);
  if (results.includes('fail')) return 'differs';
  if (results.length === 0 || results.includes('unknown')) return 'unknown';
  return results.includes('pass') ? 'passes' : 'idle';
}
