import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { HarnessError } from '../harness/model/error.ts';
import type { Scenario } from '../harness/model/scenario.ts';
import { exitCodeOf } from '../reports/summary/exit-code.ts';
import { reporterNamed, reporters, reporterWords } from '../reports/index.ts';
import type { PlacedSearch } from '../reports/blob/suite-blob.ts';
import type { Searched } from '../harness/model/trace/exploration.ts';
import type { SearchSummary } from '../reports/summary/search-summary.ts';
import { counted } from '../reports/words/wording.ts';
import { shellWord } from '../reports/words/shell-word.ts';
import { summarize } from '../reports/summary/summarize.ts';
import { keptRuns, type SuiteError } from './suite/results.ts';
import { exploreOne, type ExploreTask } from './suite/explore-one.ts';
import { reportMeta, tellSuite } from './suite/tell-suite.ts';
import { atScreen } from './terminal/at-screen.ts';
import { loadScenarios } from '../harness/run/loader/load-scenarios.ts';
import { names } from './terminal/names.ts';
import { shard, type Shard } from './terminal/shard.ts';
import { noneMatches } from './suite/nothing-done.ts';
import { duration, whole } from './terminal/numbers.ts';
import { otlpUrl } from './files/otlp-push.ts';
import { openOut } from './files/out-folder.ts';
import { pattern } from './files/pattern.ts';
import { scenarioFiles } from './files/scenario-files.ts';
import { formatThrown } from './terminal/format-error.ts';
import { strayWords, takeStrays } from './terminal/strays.ts';

const flags = () =>
  new Command('explore')
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
    .option('--allow-unknown', 'an inconclusive result is not an error');

type Options = ReturnType<ReturnType<typeof flags>['opts']>;

/** `brownout explore`: every reachable schedule of a few faults. */
export function exploreCommand(report: (code: number) => void): CommandUnknownOpts {
  return flags().action(async (globs, options) => {
    report(await exploreVerb(globs, options));
  });
}

async function exploreVerb(globs: readonly string[], options: Options): Promise<number> {
  const root = process.cwd();
  const { shard: part, allowUnknown = false, allowRemote = false } = options;
  const chosen = options.reporter?.map(reporterNamed) ?? reporters;
  const otlp = options.otlp === undefined ? null : otlpUrl(options.otlp, allowRemote);
  const loaded = await loadedFrom(await scenarioFiles(globs, root), root);
  const out = path.resolve(root, options.out);
  const scenarios = partOf(asked(loaded, options.testName), part);
  await openOut(out);
  return await atScreen(async (on, signal) => {
    const metaOf = reportMeta();
    const placed: PlacedSearch[] = [];
    const errors: SuiteError[] = [...loaded.errors];
    for (const { scenario, file, place } of scenarios) {
      // What was not begun is not reported: the whole is told to be partial.
      if (signal.aborted) break;
      const came = await searched({ scenario, file, root, out, options, on, signal });
      if ('message' in came) errors.push(came);
      else placed.push({ place, searched: came });
    }
    on.done();
    errors.push(...straysOf(globs.join(' '), root));
    const meta = metaOf(signal.aborted);
    const searches = placed.map(({ searched: one }) => one);
    const summary = summarize([], { ...meta, searches, errors });
    const came = { meta, records: [], tallies: [], searches: placed, errors };
    await tellSuite(summary, {
      root,
      out,
      on,
      chosen,
      otlp,
      runs: keptRuns({ records: [], searches }),
      part: part ? { version: 1, kind: 'suite', verb: 'explore', ...part, ...came } : null,
      what: 'the claim, and every call against every fault',
    });
    if (errors.length === 0) on.say(nextWords(summary.searches, path.relative(root, out)));
    return exitCodeOf(summary, { allowUnknown });
  });
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

/** The next command to run. */
function nextWords(searches: readonly SearchSummary[], out: string): string {
  if (searches.some(({ found }) => found.length > 0)) {
    const fix = `then fix it, and keep what was found as tests: npx brownout run --repro ${shellWord(out)}`;
    const first = searches.filter(({ stopped }) => stopped === 'found');
    if (first.length === 0) return fix;
    return `${fix}\nor look first for other ways to break it, which may be worse (--keep-going): ${untriedWords(first)}`;
  }
  const again = searches.flatMap(({ doubts }) => doubts.flatMap((it) => it.smallest?.again ?? []));
  if (again[0] !== undefined) return `then look at such a run: ${again[0]}`;
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
