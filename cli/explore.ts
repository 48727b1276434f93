import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Command } from 'commander';
import { HarnessError } from '../harness/model/error.ts';
import type { Scenario } from '../harness/model/scenario.ts';
import { version } from '../harness/model/version.ts';
import { exitCodeOf } from '../reports/summary/exit-code.ts';
import { reporterNamed, reporters, reporterWords } from '../reports/index.ts';
import { otel } from '../reports/otel/otel.ts';
import type { Reporter } from '../reports/reporter.ts';
import type { PlacedSearch } from '../reports/blob/suite-blob.ts';
import type { Searched, SearchSummary } from '../reports/summary/search-summary.ts';
import { counted } from '../reports/words/wording.ts';
import { shellWord } from '../reports/words/shell-word.ts';
import { summarize } from '../reports/summary/summarize.ts';
import { renderText } from '../reports/text.ts';
import { writeReports } from '../reports/files/write.ts';
import { keptRuns, type SuiteError } from './suite/results.ts';
import { exit } from './exit-codes.ts';
import { exploreOne, type ExploreTask, type SearchingOptions } from './suite/explore-one.ts';
import { interrupt } from './terminal/interrupt.ts';
import { loadScenarios } from '../harness/run/loader/load-scenarios.ts';
import { names } from './terminal/names.ts';
import { shard, type Shard } from './suite/shard.ts';
import { noneMatches } from './suite/nothing-done.ts';
import { duration, whole } from './terminal/numbers.ts';
import { writeBlob } from './files/blob-files.ts';
import { otlpUrl, pushOtlp } from './files/otlp-push.ts';
import { openOut } from './files/out-folder.ts';
import { pattern } from './files/pattern.ts';
import { scenarioFiles } from './files/scenario-files.ts';
import { screen, type Screen } from './terminal/screen.ts';
import { showReportFiles } from './files/report-files.ts';
import { formatThrown } from './terminal/format-error.ts';
import { strayWords, takeStrays } from './terminal/strays.ts';

interface Options extends SearchingOptions {
  readonly testName?: RegExp;
  readonly out: string;
  readonly reporter?: readonly string[];
  readonly otlp?: string;
  readonly allowRemote?: boolean;
  readonly shard?: Shard;
  readonly allowUnknown?: boolean;
}

/** `brownout explore`: every reachable schedule of a few faults. */
export function exploreCommand(report: (code: number) => void): Command {
  return new Command('explore')
    .description('search for the fewest faults that break a scenario')
    .argument('<globs...>', 'scenario files, folders or quoted globs')
    .option('-t, --test-name <regex>', 'only scenarios whose title matches', pattern)
    .option('--depth <n>', 'the most faults at once (default: as in the file, or 2)', whole(1))
    .option('--samples <n>', 'schedules to draw from the level after that', whole(0))
    .option('--budget <n>', 'the most runs', whole(1))
    .option('--time <length>', 'the longest it may take, such as 10min', duration)
    .option('--no-prune', 'run redundant schedules, too')
    .option('--no-shrink', 'tell findings with all faults of the schedule that met them')
    .option('--keep-going', 'go on after the first finding')
    .option('--resume', 'go on from the journal of a search that was stopped')
    .option('--workers <n>', 'processes to spread runs over', whole(1), 1)
    .option('--seed <n>', 'the seed', whole(0), 1)
    .option('--variant <id>', 'search a mutant in place of the careful system', 'careful')
    .option('--out <dir>', 'where reports, replay files, journals go', '.brownout/explore')
    .option('--reporter <names>', reporterWords, names)
    .option('--shard <i/n>', 'the i-th of n parts of the scenarios', shard)
    .option('--otlp <url>', 'push the traces of what is found to an OTLP/HTTP endpoint')
    .option('--allow-remote', 'what --otlp names may be on any host')
    .option('--allow-unknown', 'an inconclusive result is not an error')
    .action(async (globs: readonly string[], options: Options) => {
      report(await exploreVerb(globs, options));
    });
}

async function exploreVerb(globs: readonly string[], options: Options): Promise<number> {
  const root = process.cwd();
  const chosen = (options.reporter ?? reporters.map(({ name }) => name)).map(reporterNamed);
  const otlp =
    options.otlp === undefined ? null : otlpUrl(options.otlp, options.allowRemote === true);
  const loaded = await loadedFrom(await scenarioFiles(globs, root), root);
  const out = path.resolve(root, options.out);
  const scenarios = partOf(asked(loaded, options.testName), options.shard);
  await openOut(out);
  const on = screen();
  const stop = interrupt();
  const startedAt = new Date().toISOString();
  const since = performance.now();
  const searches: PlacedSearch[] = [];
  const errors: SuiteError[] = [...loaded.errors];
  try {
    for (const { scenario, file, place } of scenarios) {
      // What was not begun is not reported: the whole is told to be partial.
      if (stop.signal.aborted) break;
      const came = await searched({ scenario, file, root, out, options, on, signal: stop.signal });
      if ('message' in came) errors.push(came);
      else searches.push({ place, searched: came });
    }
    on.done();
    errors.push(...straysOf(globs.join(' '), root));
    const tookMs = Math.round(performance.now() - since);
    const timing = { startedAt, tookMs, partial: stop.signal.aborted };
    const code = await conclude(
      { searches, errors },
      { out, root, on, chosen, otlp, options, timing },
    );
    return stop.code() ?? code;
  } finally {
    on.done();
    stop.release();
  }
}

/** A scenario, and its file. */
interface Found {
  readonly scenario: Scenario;
  readonly file: string;
}

interface Loaded {
  readonly found: readonly Found[];
  readonly errors: readonly SuiteError[];
}

/** Loads the scenarios of files; collects an error for each file that does not load. */
async function loadedFrom(files: readonly string[], root: string): Promise<Loaded> {
  const found: Found[] = [];
  const errors: SuiteError[] = [];
  for (const file of files) {
    try {
      for (const scenario of await loadScenarios(file)) found.push({ scenario, file });
    } catch (error) {
      // A configuration that cannot be read is no fault of this file.
      if (error instanceof HarnessError && error.code === 'unreadable') throw error;
      errors.push({ file: path.relative(root, file), message: formatThrown(error, root) });
    }
    // Node tells of a rejection once all that was due is done.
    await setImmediate();
    errors.push(...straysOf(path.relative(root, file), root));
  }
  return { found, errors };
}

function straysOf(file: string, root: string): readonly SuiteError[] {
  // Each process that loads a file may tell of the same.
  const words = new Set(takeStrays().map((stray) => strayWords(formatThrown(stray, root))));
  return [...words].map((message) => ({ file, message }));
}

/** The scenarios whose title matches; throws `no-scenario` if there is none. */
function asked({ found, errors }: Loaded, name: RegExp | undefined): readonly Found[] {
  if (name === undefined) return found;
  const matching = found.filter(({ scenario }) => name.test(scenario.title));
  if (matching.length > 0 || errors.length > 0) return matching;
  throw noneMatches(
    name,
    found.map(({ scenario }) => scenario.title),
  );
}

/** Every n-th of the scenarios, with its place among all; throws `bad-argument` for more parts than scenarios. */
function partOf(
  found: readonly Found[],
  part: Shard = { index: 1, count: 1 },
): readonly (Found & { readonly place: number })[] {
  const { index, count } = part;
  if (count > Math.max(1, found.length)) {
    throw new HarnessError('bad-argument', {
      expected: `at most as many shards as scenarios: ${found.length}`,
      got: `--shard ${index}/${count}`,
      fix: 'Take fewer shards, or name more files.',
    });
  }
  return found
    .map((one, place) => ({ ...one, place }))
    .filter(({ place }) => place % count === index - 1);
}

/** Searches a scenario; an error thrown by a tool or an agent becomes a search with that error. */
async function searched(task: ExploreTask): Promise<Searched | SuiteError> {
  const { scenario, file, root } = task;
  try {
    return await exploreOne(task);
  } catch (error) {
    const message = `${scenario.title}: ${formatThrown(error, root)}`;
    return { file: path.relative(root, file), message };
  }
}

interface Came {
  readonly searches: readonly PlacedSearch[];
  readonly errors: readonly SuiteError[];
}

interface Telling {
  readonly out: string;
  readonly root: string;
  readonly on: Screen;
  readonly chosen: readonly Reporter[];
  readonly otlp: URL | null;
  readonly options: Options;
  readonly timing: {
    readonly startedAt: string;
    readonly tookMs: number;
    readonly partial: boolean;
  };
}

async function conclude(came: Came, telling: Telling): Promise<number> {
  const { out, root, on, chosen, otlp, options, timing } = telling;
  const { errors } = came;
  const searches = came.searches.map(({ searched: one }) => one);
  const command = ['brownout', ...process.argv.slice(2)].join(' ');
  const meta = { command, ...timing, version: version() };
  const summary = summarize([], { ...meta, searches, errors });
  const runs = keptRuns({ records: [], searches });
  const paths = [...(await writeReports(summary, out, chosen, runs))];
  if (options.shard) {
    const blob = { version: 1, kind: 'suite', verb: 'explore', ...options.shard, meta } as const;
    paths.push(await writeBlob(out, { ...blob, ...came, records: [], tallies: [] }));
  }
  process.stdout.write(renderText(summary, on));
  if (otlp) on.say(`brownout: ${await pushOtlp(otlp, otel.render(summary, runs))}`);
  showReportFiles(paths, { out, root, what: 'the claim, and every call against every fault' }, on);
  if (errors.length > 0) return exit.usage;
  on.say(nextWords(summary.searches, path.relative(root, out)));
  return exitCodeOf(summary, { allowUnknown: options.allowUnknown ?? false });
}

/** The next command to run. */
function nextWords(searches: readonly SearchSummary[], out: string): string {
  if (searches.some(({ found }) => found.length > 0)) {
    const fix = `then fix it, and keep what was found as tests: npx brownout run --repro ${shellWord(out)}`;
    const first = searches.filter(({ stopped }) => stopped === 'found');
    if (first.length === 0) return fix;
    return `${fix}\nor look first for other ways to break it, which may be worse (--keep-going): ${untriedWords(first)}`;
  }
  return searches.every(({ result }) => result === 'pass')
    ? 'then go deeper (--depth, --samples), or draw other parameters: docs/property-based.md'
    : 'what that shows and what it does not: docs/search.md';
}

/** What searches that stopped at their first finding left out. */
function untriedWords(searches: readonly SearchSummary[]): string {
  const counts = searches.flatMap(({ counts: its }) => Object.entries(its));
  const sum = (all: typeof counts) => all.reduce((total, [, count]) => total + count, 0);
  const untried = sum(counts.filter(([state]) => state === 'unreached')).toLocaleString('en-US');
  const cells = counted(sum(counts), 'cell');
  return `it stopped at the first, with ${untried} of ${cells} (a fault at a call) not tried, nor every pair of them`;
}
