/**
 * Scenarios inside a user's own vitest suite.
 *
 * @module
 */
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkPlan } from './faults/check-plan.ts';
import { text, whole } from './harness/model/kinds.ts';
import { reproSchema } from './harness/model/repro.ts';
import { modesOf, targetsOf, type Scenario } from './harness/model/scenario.ts';
import { run, runShape, type RunOptions } from './harness/run/run.ts';
import { demandOptions, type Demand } from './harness/model/strict.ts';
import { checkSearchable, explore } from './harness/search/exploring.ts';
import { replay } from './harness/search/replay.ts';
import { showing } from './harness/search/showing.ts';
import { inTest, renderInTest } from './reports/in-test.ts';
import { addMatchers } from './reports/matchers.ts';
import { readArtifact } from './reports/read.ts';
import { forgetSearch, keepSearch, searchPlace } from './reports/search-files.ts';
import { searchResult } from './reports/searches.ts';
import { shellWord } from './reports/shell-word.ts';
import { summarize } from './reports/summarize.ts';
import type { Summary } from './reports/summary.ts';

export type { BrownoutMatchers } from './reports/matchers.ts';

addMatchers();

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
 * searched: the test fails with each way to break it, writes their replay files, and says how to see
 * each again.
 *
 * @example
 * import { verify } from 'brownout/vitest';
 * import scenario from './books-once.scenario.ts';
 * verify(scenario, { runs: 10 });
 */
export function verify(scenario: Scenario, options: VerifyOptions = {}): void {
  demandOptions(options, { what: 'the options of verify(…)', shape });
  const again = process.env[replayVariable];
  if (again) {
    verifyAgain(scenario, again);
    return;
  }
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

const shape: Demand<VerifyOptions>['shape'] = { ...runShape, runs: whole(1), out: text };

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
  const subject = { file: file || testFile(), title: scenario.title, variant, seed };
  const place = searchPlace(path.resolve(out), subject, process.cwd());
  await forgetSearch(place);
  const since = performance.now();
  const exploration = await explore(scenario, { seed, variant, file, signal });
  const tookMs = Math.round(performance.now() - since);
  const repros = await keepSearch(exploration, place);
  const runs = await showing(scenario, exploration, repros);
  if (searchResult(exploration) === 'pass') return;
  const searched = { family: scenario.family, file, exploration, runs, tookMs, goOn: null };
  const summary = summarize([], { ...inTest(tookMs), searches: [searched] });
  // The command finds a scenario by its file; without that, the test that has it can replay it.
  const commands = runs.map(({ repro }) => (file || !repro ? null : testAgain(repro, scenario)));
  expect.fail(renderInTest(withCommands(summary, commands)));
}

/** The test file that is running, as a user would type it. */
function testFile(): string {
  return path.relative(process.cwd(), expect.getState().testPath ?? '');
}

/** Where it is set, `verify` replays that file, where it is about its scenario, and does nothing else. */
const replayVariable = 'BROWNOUT_REPLAY';

function testAgain(repro: string, { title }: Scenario): string {
  const pattern = title.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const words = ['npx', 'vitest', 'run', testFile(), '-t', pattern].map(shellWord);
  return `${replayVariable}=${shellWord(repro)} ${words.join(' ')}`;
}

/** A found failure as a test: it passes once it is fixed. */
function verifyAgain(scenario: Scenario, file: string): void {
  test(scenario.title, { timeout: searchLimitMs }, async ({ skip }) => {
    const repro = await readArtifact(file, reproSchema, 'a replay file');
    skip(repro.scenario !== scenario.title, `${file} is about ${JSON.stringify(repro.scenario)}`);
    const plan = checkPlan(repro.plan, targetsOf(scenario));
    const { result, reason, notes, record } = await replay(scenario, { ...repro, plan });
    if (result === 'fixed') return;
    const summary = summarize([record], inTest(record.tookMs));
    const story = renderInTest(withCommands(summary, [testAgain(file, scenario)]));
    const words = [`${result}: ${reason}.`, ...notes].join(' ');
    expect.fail(result === 'reproduced' ? `${words}\n${story}` : words);
  });
}

/** The same, where each finding is seen again by a command of its own; by its usual one for null. */
function withCommands(summary: Summary, commands: readonly (string | null)[]): Summary {
  const findings = summary.findings.map((finding, index) => {
    const replayed = commands[index] ?? null;
    return replayed === null ? finding : { ...finding, replay: replayed };
  });
  return { ...summary, findings };
}
