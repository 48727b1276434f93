/**
 * Scenarios inside a user's own vitest suite.
 *
 * @module
 */
import path from 'node:path';
import { expect, test } from 'vitest';
import type { RunRecord } from './harness/model/run-record.ts';
import { modesOf, type Scenario } from './harness/model/scenario.ts';
import type { Outcome } from './harness/model/outcome.ts';
import { run, type RunOptions } from './harness/run/run.ts';
import { checkSearchable, explore } from './harness/search/exploring.ts';
import { showing } from './harness/search/showing.ts';
import type { Searched } from './reports/search-summary.ts';
import { searchResult } from './reports/searches.ts';
import { summarize } from './reports/summarize.ts';
import { renderText } from './reports/text.ts';
import { writeAtomically } from './reports/write.ts';

/** How `verify` runs or searches a scenario; in sim where it can be, with seed 1, where left out. */
export interface VerifyOptions extends Partial<RunOptions> {
  /** Seeds to try, from `seed` on; 1 where left out. */
  readonly runs?: number;
  /** Where the replay files of a search go; `.brownout` where left out. */
  readonly out?: string;
}

/**
 * Registers a scenario as vitest tests, one a seed. A test fails with the report of what broke; an
 * inconclusive run fails, too, since nothing was shown. A scenario whose plan is `explore({ … })` is
 * searched: the test fails with each way to break it, and writes their replay files.
 *
 * @example
 * import { verify } from 'brownout/vitest';
 * import scenario from './books-once.scenario.ts';
 * verify(scenario, { runs: 10 });
 */
export function verify(scenario: Scenario, options: VerifyOptions = {}): void {
  const { runs = 1, seed = 1, ...rest } = options;
  const { mode = modesOf(scenario.points, scenario.systems)[0] ?? 'sim' } = rest;
  const isSearch = scenario.search !== null && rest.plan === undefined;
  for (let n = seed; n < seed + runs; n += 1) {
    const name = runs === 1 ? scenario.title : `${scenario.title} (seed ${n})`;
    test(name, isSearch ? { timeout: searchLimitMs } : {}, async ({ signal }) => {
      if (isSearch) await search(scenario, { ...options, seed: n }, signal);
      else expect(await run(scenario, { ...rest, mode, seed: n })).toHold();
    });
  }
}

/** A search is thousands of runs; its own `budget` is what should end it. */
const searchLimitMs = 1_800_000;

/** A search as a test: what it says in failing has each finding, with its run and replay file. */
async function search(
  scenario: Scenario,
  options: VerifyOptions & { readonly seed: number },
  signal: AbortSignal,
): Promise<void> {
  const { mode = null, seed, file = '', variant = 'careful', out = '.brownout' } = options;
  checkSearchable(scenario, mode);
  const since = performance.now();
  const exploration = await explore(scenario, { seed, variant, file, signal });
  const tookMs = Math.round(performance.now() - since);
  const runs = await showing(scenario, exploration);
  const { family } = scenario;
  const shown = await Promise.all(
    runs.map(async (record, index) => {
      const repro = exploration.findings[index]?.repro;
      const at = path.join(out, 'repros', `${record.id}-${index + 1}.repro.json`);
      await writeAtomically(at, `${JSON.stringify(repro, null, 2)}\n`);
      // Without the scenario's file in it, it is for `replay(scenario, repro)` only.
      return { ...record, repro: file === '' ? null : at };
    }),
  );
  const searched = { family, file, exploration, runs: shown, tookMs, goOn: null };
  if (searchResult(exploration) !== 'pass') expect.fail(wordsOf([], tookMs, [searched]));
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
  return wordsOf([record], record.tookMs, []);
}

function wordsOf(
  records: readonly RunRecord[],
  tookMs: number,
  searches: readonly Searched[],
): string {
  const meta = { command: 'verify', startedAt: '', tookMs, partial: false, version: '' };
  const summary = summarize(records, { ...meta, searches });
  return renderText(summary, { color: false, width: 100 });
}
