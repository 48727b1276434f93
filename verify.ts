/**
 * Scenarios inside a user's own vitest suite.
 *
 * @module
 */
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkPlan, planTargets } from './harness/plans/check-plan.ts';
import { text, whole } from './harness/model/options/kinds.ts';
import { reproSchema, type Repro } from './harness/model/trace/repro.ts';
import type { RunRecord } from './harness/model/trace/run-record.ts';
import type { Scenario } from './harness/model/scenario.ts';
import { isScenarioFile } from './harness/run/caller.ts';
import { runShape, usualMode, type RunOptions } from './harness/run/run.ts';
import { demandOptions, type Demand } from './harness/model/options/strict.ts';
import { inThread } from './harness/search/executor/in-thread.ts';
import { checkSearchable } from './harness/search/explore/exploring.ts';
import { failureShrinker } from './harness/search/replay/shrink-failures.ts';
import { replay } from './harness/search/replay/replay.ts';
import { exploreAndShow } from './harness/search/explore/showing.ts';
import { replayCommand } from './reports/summary/findings.ts';
import { inTest, renderInTest } from './reports/vitest/in-test.ts';
import { writeRepro } from './reports/files/artifacts.ts';
import { isIdle } from './reports/summary/verdicts.ts';
import { addMatchers } from './reports/vitest/matchers.ts';
import { readArtifact } from './reports/files/read.ts';
import { searchPlace, searchStore } from './reports/files/search-files.ts';
import { searchResult } from './reports/summary/searches.ts';
import { literalPattern } from './reports/words/literal-pattern.ts';
import { shellWord } from './reports/words/shell-word.ts';
import { summarize } from './reports/summary/summarize.ts';
import type { Summary } from './reports/summary/summary.ts';

export type { BrownoutMatchers } from './reports/vitest/matchers.ts';

addMatchers();

/** How `verify` runs or searches a scenario; in sim where it can be, with seed 1, where left out. */
export interface VerifyOptions extends RunOptions {
  /** Seeds to try, from `seed` on; 1 where left out. */
  readonly runs?: number;
  /** Where replay files go; `.brownout` where left out. */
  readonly out?: string;
}

/**
 * Registers a scenario as vitest tests, one a seed. A test fails with the report of what broke, writes
 * its replay files, and says how to see each again; an inconclusive run fails, too, since nothing was
 * shown; where faults are drawn and none of one seed's struck, but others' did, that test is skipped. A
 * scenario whose plan is `searched({ … })` is searched: the test fails with each way to break it.
 *
 * @example
 * import { verify } from 'brownout/vitest';
 * import scenario from './books-once.scenario.ts';
 * verify(scenario, { runs: 10 });
 */
export function verify(scenario: Scenario, options: VerifyOptions = {}): void {
  demandOptions(options, { what: 'the options of verify(…)', shape });
  // What a failing test points at: all else on its stack is ours.
  const here = new Error();
  Error.captureStackTrace(here, verify);
  const again = process.env[replayVariable];
  if (again) {
    verifyAgain(scenario, again, here);
    return;
  }
  const { runs = 1, seed = 1, ...rest } = options;
  const isSearch = scenario.search !== null && rest.plan === undefined;
  const file = options.file ?? fileOf(scenario);
  let isStruck = false;
  for (let n = seed; n < seed + runs; n += 1) {
    const name = runs === 1 ? scenario.title : `${scenario.title} (seed ${n})`;
    test(name, { timeout: limitMs }, async ({ signal, skip }) => {
      const as = { ...rest, file, seed: n, here };
      if (isSearch) return await search(scenario, as, signal);
      const { out: _, mode = usualMode(scenario, rest.variant ?? 'careful'), ...how } = rest;
      const { run } = inThread(scenario, mode);
      const record = await run({ ...how, file, seed: n, isWhole: false });
      const isLast = n === seed + runs - 1;
      // The last one fails where no seed showed anything.
      if (isIdle(record) && (isStruck || !isLast)) skip('none of its faults struck');
      isStruck = true;
      await tell(scenario, record, as, signal);
    });
  }
}

/** What one test of a scenario is made with. */
interface Testing extends Omit<VerifyOptions, 'runs'> {
  readonly file: string;
  readonly seed: number;
  /** Where `verify` was called. */
  readonly here: Error;
}

/**
 * The scenario's file, as a user would type it; '' where it stands in a test, which has to replay
 * it.
 */
function fileOf({ file }: Scenario): string {
  return isScenarioFile(file) ? path.relative(process.cwd(), file) : '';
}

/** Real time that a failure may be shrunk for (ms): the test itself has a limit, too. */
const shrinkMs = 2_000;

/** Fails the test with what a run says, unless it passed. */
async function tell(
  scenario: Scenario,
  record: RunRecord,
  { out = '.brownout', here, file }: Testing,
  signal: AbortSignal,
): Promise<void> {
  if (record.result === 'pass') return;
  const place = { out: path.resolve(out), root: process.cwd() };
  const limits = record.trace.mode === 'sim' ? { limitMs: shrinkMs, signal } : { mostRuns: 0 };
  const keep = (smallest: RunRecord, repro: Repro) => writeRepro(place, smallest, repro);
  const whole = await failureShrinker(scenario, keep)(record, limits);
  const summary = summarize([whole], inTest(record.tookMs));
  const repros = (whole.shrunk ?? []).map(({ run: { repro } }) => repro);
  fail(renderInTest(file ? summary : seenInTest(summary, scenario, repros)), here);
}

/** Fails the test, at the line that called `verify`. */
function fail(message: string, { stack = '' }: Error): never {
  const frames = stack.slice(stack.indexOf('\n'));
  throw Object.assign(new Error(message), { stack: `Error: ${message}${frames}` });
}

const shape: Demand<VerifyOptions>['shape'] = { ...runShape, runs: whole(1), out: text };

/**
 * Runs end by their deadlines, searches by their `budget`: a limit of the suite's would end them
 * too soon.
 */
const limitMs = 1_800_000;

/** A search as a test: what it says in failing has each finding, with its run and replay file. */
async function search(scenario: Scenario, options: Testing, signal: AbortSignal): Promise<void> {
  const { mode = null, seed, file, variant = 'careful', out = '.brownout', here } = options;
  checkSearchable(scenario, mode);
  const subject = { file: file || testFile(), title: scenario.title, variant, seed };
  const place = searchPlace(path.resolve(out), subject, process.cwd());
  const how = { seed, variant, file, signal, resume: null };
  const searched = await exploreAndShow(scenario, how, searchStore(place));
  const { exploration, tookMs, runs } = searched;
  if (searchResult(exploration) === 'pass') return;
  const summary = summarize([], { ...inTest(tookMs), searches: [searched] });
  const repros = runs.map(({ repro }) => repro);
  fail(renderInTest(file ? summary : seenInTest(summary, scenario, repros)), here);
}

/** The test file that is running, as a user would type it. */
function testFile(): string {
  return path.relative(process.cwd(), expect.getState().testPath ?? '');
}

/**
 * Where it is set, `verify` replays that file, where it is about its scenario, and does nothing
 * else.
 */
const replayVariable = 'BROWNOUT_REPLAY';

function testAgain(repro: string, { title }: Scenario): string {
  const words = ['npx', 'vitest', 'run', testFile(), '-t', literalPattern(title)].map(shellWord);
  return `${replayVariable}=${shellWord(repro)} ${words.join(' ')}`;
}

/** A found failure as a test: it passes once it is fixed. */
function verifyAgain(scenario: Scenario, file: string, here: Error): void {
  test(scenario.title, { timeout: limitMs }, async ({ skip }) => {
    const repro = await readArtifact(file, reproSchema, 'a replay file');
    skip(repro.scenario !== scenario.title, `${file} is about ${JSON.stringify(repro.scenario)}`);
    const plan = checkPlan(repro.plan, planTargets(scenario));
    const { result, reason, notes, record } = await replay(scenario, { ...repro, plan });
    if (result === 'fixed') return;
    const summary = summarize([{ ...record, repro: file }], inTest(record.tookMs));
    const timeline = renderInTest(seenInTest(summary, scenario, [file]));
    const words = [`${result}: ${reason}.`, ...notes].join(' ');
    fail(result === 'reproduced' || result === 'changed' ? `${words}\n${timeline}` : words, here);
  });
}

/**
 * The same, where what these files hold is seen again by the test: no file of its own has the
 * scenario.
 */
function seenInTest(
  summary: Summary,
  scenario: Scenario,
  repros: readonly (string | null)[],
): Summary {
  const commands = new Map(
    repros.flatMap((repro) =>
      repro === null ? [] : [[replayCommand(repro), testAgain(repro, scenario)]],
    ),
  );
  const findings = summary.findings.map((finding) => {
    const replayed = commands.get(finding.replay ?? '');
    return replayed === undefined ? finding : { ...finding, replay: replayed };
  });
  return { ...summary, findings };
}
