import { expect } from 'vitest';
import type { Outcome } from '../../harness/model/trace/outcome.ts';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import { inTest, renderInTest } from './in-test.ts';
import { summarize } from '../summary/summarize.ts';

/** Matchers for run records, as `run(scenario, …)` gives them. */
export interface BrownoutMatchers<R> {
  /** Every check of the run passed. */
  toHold: () => R;
  /** A check of the run failed: the check with this name, or any without a name. */
  toBreak: (check?: string) => R;
  /** Some task of the fault phase ended in this outcome. */
  toEndIn: (outcome: Outcome) => R;
}

declare global {
  // Vitest's own interface has other parameters in each of its versions; this one has none in any.
  namespace Chai {
    interface Assertion extends BrownoutMatchers<void> {}
  }
}

/** Adds the matchers to vitest. */
export function addMatchers(): void {
  expect.extend({
    toHold: (record: RunRecord) => ({
      pass: record.result === 'pass',
      message: () => reportOf(record),
    }),
    toBreak: (record: RunRecord, check?: string) => ({
      pass: record.verdicts.some(
        (one) => one.verdict.result === 'fail' && (check === undefined || one.check === check),
      ),
      message: () => `expected ${check ?? 'a check'} to fail\n${reportOf(record)}`,
    }),
    toEndIn: (record: RunRecord, outcome: Outcome) => ({
      pass: record.outcomes.some((one) => one.role === 'during' && one.outcome === outcome),
      message: () => `expected a task of the fault phase to end ${outcome}\n${reportOf(record)}`,
    }),
  });
}

function reportOf(record: RunRecord): string {
  return renderInTest(summarize([record], inTest(record.tookMs)));
}
