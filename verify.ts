/**
 * Scenarios inside a user's own vitest suite.
 *
 * @module
 */
import { expect, test } from 'vitest';
import type { RunRecord } from './harness/model/run-record.ts';
import { modesOf, type Scenario } from './harness/model/scenario.ts';
import type { Outcome } from './harness/model/outcome.ts';
import { run, type RunOptions } from './harness/run/run.ts';
import { summarize } from './reports/summarize.ts';
import { renderText } from './reports/text.ts';

/** How `verify` runs a scenario; in sim where it can be, with seed 1, where left out. */
export interface VerifyOptions extends Partial<RunOptions> {
  /** Seeds to try, from `seed` on; 1 where left out. */
  readonly runs?: number;
}

/**
 * Registers a scenario as vitest tests, one a seed. A test fails with the report of what broke; an
 * inconclusive run fails, too, since nothing was shown.
 *
 * @example
 * import { verify } from 'brownout/vitest';
 * import scenario from './books-once.scenario.ts';
 * verify(scenario, { runs: 10 });
 */
export function verify(scenario: Scenario, options: VerifyOptions = {}): void {
  const { runs = 1, seed = 1, ...rest } = options;
  const { mode = modesOf(scenario.points, scenario.systems)[0] ?? 'sim' } = rest;
  for (let n = seed; n < seed + runs; n += 1) {
    const name = runs === 1 ? scenario.title : `${scenario.title} (seed ${n})`;
    test(name, async () => {
      expect(await run(scenario, { ...rest, mode, seed: n })).toHold();
    });
  }
}

/** Matchers for run records, as `run(scenario, …)` gives them; importing this module adds them. */
export interface BrownoutMatchers<R = unknown> {
  /** Every check of the run passed. */
  toHold: () => R;
  /** A check failed; the named one, where a name is given. */
  toBreak: (check?: string) => R;
  /** Some task of the storm ended so. */
  toEndIn: (outcome: Outcome) => R;
}

declare module 'vitest' {
  interface Matchers<
    R extends void | Promise<void> = void | Promise<void>,
    T = unknown,
  > extends BrownoutMatchers<R> {
    /** Never there; vitest's declaration has this parameter, and ours must name it, too. */
    readonly __received?: T;
  }
}

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
    pass: record.outcomes.some((one) => one.phase === 'storm' && one.outcome === outcome),
    message: () => `expected a task of the storm to end ${outcome}\n${reportOf(record)}`,
  }),
});

function reportOf(record: RunRecord): string {
  const summary = summarize([record], {
    command: 'verify',
    startedAt: '',
    tookMs: record.tookMs,
    partial: false,
    version: '',
  });
  return renderText(summary, { color: false, width: 100 });
}
