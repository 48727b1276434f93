import type { CheckVerdict } from '../../model/trace/run-record.ts';
import type { Verdict } from '../../model/trace/verdict.ts';

/** Tasks by what a check says of them. */
export interface CheckCount {
  passed: number;
  failed: number;
  unknown: number;
  notApplicable: number;
}

/** Counts what a check says of one task. */
export function countCheck(
  counts: Map<string, CheckCount>,
  { check, verdict }: CheckVerdict,
): void {
  const count = counts.get(check) ?? noCheckCount();
  count[counterOf[verdict.result]] += 1;
  counts.set(check, count);
}

const counterOf: Readonly<Record<Verdict['result'], keyof CheckCount>> = {
  pass: 'passed',
  fail: 'failed',
  unknown: 'unknown',
  'not-applicable': 'notApplicable',
};

/** How many of these tasks a check could apply to. */
export function judgedIn({ passed, failed, unknown }: CheckCount): number {
  return passed + failed + unknown;
}

/** No task. */
export function noCheckCount(): CheckCount {
  return { passed: 0, failed: 0, unknown: 0, notApplicable: 0 };
}
