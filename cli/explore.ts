import path from 'node:path';
import { Command } from 'commander';
import { HarnessError } from '../harness/model/error.ts';
import { digest } from '../harness/model/json.ts';
import type { Scenario } from '../harness/model/scenario.ts';
import { evaluator, type Evaluator } from '../harness/search/evaluate.ts';
import type { Subject } from '../harness/search/subject.ts';
import { explore } from '../harness/search/exploring.ts';
import type { SearchProgress } from '../harness/search/search-state.ts';
import type { Journaled } from '../harness/search/journal.ts';
import { pool } from '../harness/search/pool.ts';
import { showing } from '../harness/search/showing.ts';
import { reporterNamed, reporters } from '../reports/index.ts';
import type { Reporter } from '../reports/reporter.ts';
import { forgetSearch, keepSearch, type SearchPlace } from '../reports/search-files.ts';
import type { Searched } from '../reports/search-summary.ts';
import { exitCodeOf, summarize } from '../reports/summarize.ts';
import { renderText } from '../reports/text.ts';
import { shellWord } from '../reports/shell-word.ts';
import { counted } from '../reports/wording.ts';
import { writeReports } from '../reports/write.ts';
import { interrupt } from './interrupt.ts';
import { names } from './names.ts';
import { whole } from './numbers.ts';
import { openOut } from './out-folder.ts';
import { goesOn, openJournal, resumeCommand } from './resume.ts';
import { scenarioFiles } from './scenario-files.ts';
import { scenariosIn } from './scenarios-in.ts';
import { screen, type Screen } from './screen.ts';
import { tellFiles } from './tell-files.ts';
import { version } from '../harness/model/version.ts';

interface Options {
  readonly depth?: number;
  readonly budget?: number;
  readonly prune: boolean;
  readonly workers: number;
  readonly time?: number;
  readonly keepGoing?: boolean;
  readonly resume?: boolean;
  readonly samples?: number;
  readonly seed: number;
  readonly variant: string;
  readonly out: string;
  readonly reporter?: readonly string[];
  readonly allowUnknown?: boolean;
}

/** `brownout explore`: every reachable schedule of a few faults. */
export function exploreCommand(report: (code: number) => void): Command {
  return new Command('explore')
    .description('search for the fewest faults that break a scenario')
    .argument('<scenario>', 'a scenario file')
    .option('--depth <n>', 'the most faults at once (default: as in the file, or 2)', whole(1))
    .option('--samples <n>', 'schedules to draw from the level after that', whole(0))
    .option('--budget <n>', 'the most runs', whole(1))
    .option('--time <s>', 'the most seconds', whole(1))
    .option('--no-prune', 'run redundant schedules, too')
    .option('--keep-going', 'go on after the first finding')
    .option('--resume', 'go on from the journal of a search that was stopped')
    .option('--workers <n>', 'processes to spread runs over', whole(1), 1)
    .option('--seed <n>', 'the seed', whole(0), 1)
    .option('--variant <id>', 'search a mutant in place of the careful system', 'careful')
    .option('--out <dir>', 'where reports, replay files, journals go', '.brownout/explore')
    .option('--reporter <names>', 'of text,json,junit,markdown,html (default: all)', names)
    .option('--allow-unknown', 'an inconclusive result is not an error')
    .action(async (file: string, options: Options) => {
      report(await exploreVerb(file, options));
    });
}

async function exploreVerb(pattern: string, options: Options): Promise<number> {
  const root = process.cwd();
  const chosen = (options.reporter ?? reporters.map(({ name }) => name)).map(reporterNamed);
  const [file = '', ...more] = await scenarioFiles([pattern], root);
  if (more.length > 0) throw tooMany(pattern, more.length + 1);
  const out = path.resolve(root, options.out);
  await openOut(out);
  const on = screen();
  const stop = interrupt();
  const startedAt = new Date().toISOString();
  const since = performance.now();
  const searches: Searched[] = [];
  try {
    const task = { file, root, out, options, on, signal: stop.signal };
    for (const scenario of await scenariosIn(file, root)) {
      // What was not begun is not reported: the whole is told to be partial.
      if (!stop.signal.aborted) searches.push(await exploreOne({ ...task, scenario }));
    }
    on.done();
    const tookMs = Math.round(performance.now() - since);
    const timing = { startedAt, tookMs, partial: stop.signal.aborted };
    const code = await conclude(searches, { out, root, on, chosen, options, timing });
    return stop.code() ?? code;
  } finally {
    on.done();
    stop.release();
  }
}

interface Telling {
  readonly out: string;
  readonly root: string;
  readonly on: Screen;
  readonly chosen: readonly Reporter[];
  readonly options: Options;
  readonly timing: {
    readonly startedAt: string;
    readonly tookMs: number;
    readonly partial: boolean;
  };
}

async function conclude(searches: readonly Searched[], telling: Telling): Promise<number> {
  const { out, root, on, chosen, options, timing } = telling;
  const summary = summarize([], {
    command: ['brownout', ...process.argv.slice(2)].join(' '),
    ...timing,
    version: version(),
    searches,
  });
  const paths = await writeReports(summary, out, chosen);
  process.stdout.write(renderText(summary, on));
  tellFiles(paths, { out, root, what: 'the claim, and every call against every fault' }, on);
  on.say(nextWords(searches, path.relative(root, out)));
  return exitCodeOf(summary, { allowUnknown: options.allowUnknown ?? false });
}

/** What to do now. */
function nextWords(searches: readonly Searched[], out: string): string {
  if (searches.some(({ exploration }) => exploration.findings.length > 0)) {
    return `then mend it, and keep what was found as tests: npx brownout run --repro ${shellWord(out)}`;
  }
  const isWhole = searches.every(({ exploration }) => exploration.stopped === 'done');
  return isWhole
    ? 'then go deeper (--depth, --samples), or draw other parameters: docs/property-based.md'
    : 'what that shows and what it does not: docs/search.md';
}

interface Task {
  readonly scenario: Scenario;
  readonly file: string;
  readonly root: string;
  readonly out: string;
  readonly options: Options;
  readonly on: Screen;
  readonly signal: AbortSignal;
}

async function exploreOne(task: Task): Promise<Searched> {
  const { scenario, file, root, options, on, signal } = task;
  const { depth, budget, prune, time, keepGoing = false, samples, seed, variant } = options;
  const subject: Subject = { seed, variant, file: path.relative(root, file) };
  const name = digest([subject.file, scenario.title, variant, seed]).slice(0, 8);
  const out = path.join(task.out, name);
  const place: SearchPlace = {
    exploration: path.join(out, 'exploration.json'),
    repro: (number, check) => path.join(out, `${number}-${check}.repro.json`),
    root,
  };
  if (!options.resume) await forgetSearch(place);
  const journal = await journalOf(task, subject, path.join(out, 'journal.jsonl'));
  const limit = time === undefined ? signal : AbortSignal.any([signal, timeLimit(time)]);
  const since = performance.now();
  try {
    const exploration = await explore(scenario, {
      ...subject,
      ...given({ depth, samples, budget, prune: prune ? undefined : false }),
      keepGoing,
      evaluator: journal,
      signal: limit,
      onProgress: (progress) => on.doing(worded(progress, performance.now() - since)),
    });
    const tookMs = Math.round(performance.now() - since);
    const repros = await keepSearch(exploration, place);
    const runs = await showing(scenario, exploration, repros);
    return {
      family: scenario.family,
      file: subject.file,
      exploration,
      runs,
      tookMs,
      goOn: goesOn(exploration) ? resumeCommand() : null,
    };
  } finally {
    await journal.close();
  }
}

async function journalOf(task: Task, subject: Subject, file: string): Promise<Journaled> {
  const { options, on, root } = task;
  const isResumed = options.resume ?? false;
  const crew = crewFor(task, subject);
  const journal = await openJournal({ file, subject, evaluator: crew, isResumed, root });
  if (journal.known > 0) on.say(`going on from ${counted(journal.known, 'run')} in the journal`);
  return journal;
}

/** What was said on the command line: where nothing was, the scenario's own search may say it. */
function given<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const said = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

function crewFor({ scenario, file, options }: Task, subject: Subject): Evaluator {
  if (options.workers === 1) return evaluator(scenario, subject);
  return pool(scenario, { ...subject, path: file, title: scenario.title }, options.workers);
}

function timeLimit(seconds: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort('time'), seconds * 1000).unref();
  return controller.signal;
}

function worded({ level, runs, left, findings }: SearchProgress, tookMs: number): string {
  const rate = Math.round(runs / Math.max(tookMs / 1000, 0.001));
  const where = level === 0 ? 'first looks' : `level ${level}`;
  return `${where}: ${counted(runs, 'run')}, ${rate} a second, ${left} left, ${findings} found`;
}

function tooMany(pattern: string, count: number): HarnessError {
  return new HarnessError('bad-argument', {
    expected: 'one scenario file',
    got: `${count} files in ${JSON.stringify(pattern)}`,
    fix: 'Name the file to search.',
  });
}
