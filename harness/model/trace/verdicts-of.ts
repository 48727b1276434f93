import type { CheckVerdict, RunRecord } from './run-record.ts';
import { unknown } from './verdict.ts';

/** The name under which it is told that a run as a whole shows nothing; no check has it. */
export const wholeRun = 'run';

/** The verdicts of a run; where none says why it is unknown, with one of the whole run that does. */
export function verdictsOf({
  verdicts,
  why,
}: Pick<RunRecord, 'verdicts' | 'why'>): readonly CheckVerdict[] {
  if (why === null || verdicts.some(({ verdict }) => verdict.result === 'unknown')) return verdicts;
  return [...verdicts, { check: wholeRun, verdict: unknown(why) }];
}
