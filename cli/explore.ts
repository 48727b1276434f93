import path from 'node:path';
import { Command } from 'commander';
import { HarnessError } from '../harness/model/error.ts';
import type { Exploration } from '../harness/model/exploration.ts';
import { canonical, digest } from '../harness/model/json.ts';
import type { Scenario } from '../harness/model/scenario.ts';
import { evaluator, type Evaluator, type Subject } from '../harness/search/evaluate.ts';
import { explore } from '../harness/search/explore.ts';
import type { SearchProgress } from '../harness/search/search-state.ts';
import { journaled } from '../harness/search/journal.ts';
import { loadScenarios } from '../harness/search/load.ts';
import { pool } from '../harness/search/pool.ts';
import { explorationText } from '../reports/exploration-text.ts';
import { writeAtomically } from '../reports/write.ts';
import { exit } from './exit-codes.ts';
import { interrupt } from './interrupt.ts';
import { whole } from './numbers.ts';
import { scenarioFiles } from './scenario-files.ts';
import { screen, type Screen } from './screen.ts';

interface Options {
  readonly depth: number;
  readonly budget?: number;
  readonly prune: boolean;
  readonly workers: number;
  readonly time?: number;
  readonly keepGoing?: boolean;
  readonly samples: number;
  readonly seed: number;
  readonly variant: string;
  readonly out: string;
}

/** `brownout explore`: every reachable schedule of a few faults. */
export function exploreCommand(report: (code: number) => void): Command {
  return new Command('explore')
    .description('search for the fewest faults that break a scenario')
    .argument('<scenario>', 'a scenario file')
    .option('--depth <n>', 'the most faults at once', whole(1), 2)
    .option('--samples <n>', 'schedules to draw from the level after that', whole(0), 0)
    .option('--budget <n>', 'the most runs', whole(1))
    .option('--time <s>', 'the most seconds', whole(1))
    .option('--no-prune', 'run redundant schedules, too')
    .option('--keep-going', 'go on after the first finding')
    .option('--workers <n>', 'processes to spread runs over', whole(1), 1)
    .option('--seed <n>', 'the seed', whole(0), 1)
    .option('--variant <id>', 'search a mutant in place of the careful system', 'careful')
    .option('--out <dir>', 'where findings, replay files and the journal go', '.brownout/explore')
    .action(async (file: string, options: Options) => {
      report(await exploreVerb(file, options));
    });
}

async function exploreVerb(pattern: string, options: Options): Promise<number> {
  const root = process.cwd();
  const [file = '', ...more] = await scenarioFiles([pattern], root);
  if (more.length > 0) throw tooMany(pattern, more.length + 1);
  const on = screen();
  const stop = interrupt();
  let code: number = exit.pass;
  try {
    for (const scenario of await loadScenarios(file)) {
      const result = await exploreOne({ scenario, file, root, options, on, signal: stop.signal });
      code = Math.max(code, codeOf(result));
    }
  } finally {
    on.done();
    stop.release();
  }
  return stop.code() ?? code;
}

interface Task {
  readonly scenario: Scenario;
  readonly file: string;
  readonly root: string;
  readonly options: Options;
  readonly on: Screen;
  readonly signal: AbortSignal;
}

async function exploreOne(task: Task): Promise<Exploration> {
  const { scenario, file, root, options, on, signal } = task;
  const { depth, budget, prune, time, keepGoing = false, samples, seed, variant } = options;
  const subject: Subject = { seed, variant, file: path.relative(root, file) };
  const out = path.resolve(root, options.out, digest([scenario.title, variant]).slice(0, 8));
  const journal = journaled(crewFor(task, subject), path.join(out, 'journal.jsonl'), subject);
  if (journal.known > 0) on.say(`going on from ${journal.known} runs that stand in the journal`);
  const limit = time === undefined ? signal : AbortSignal.any([signal, timeLimit(time)]);
  const since = performance.now();
  try {
    const exploration = await explore(scenario, {
      ...subject,
      depth,
      prune,
      keepGoing,
      samples,
      ...(budget === undefined ? {} : { budget }),
      evaluator: journal,
      signal: limit,
      onProgress: (progress) => on.doing(worded(progress, since)),
    });
    on.done();
    const replays = await keep(exploration, out, root);
    const seconds = (performance.now() - since) / 1000;
    process.stdout.write(`${explorationText(exploration, replays, { seconds })}\n`);
    on.say(`wrote ${path.relative(root, path.join(out, 'findings.json'))}`);
    return exploration;
  } finally {
    await journal.close();
  }
}

function crewFor({ scenario, file, options }: Task, subject: Subject): Evaluator {
  if (options.workers === 1) return evaluator(scenario, subject);
  return pool({ ...subject, path: file, title: scenario.title }, options.workers);
}

function timeLimit(seconds: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort('time'), seconds * 1000).unref();
  return controller.signal;
}

/** Writes the findings and a replay file for each; returns the commands that replay them. */
async function keep(exploration: Exploration, out: string, root: string): Promise<string[]> {
  await writeAtomically(path.join(out, 'findings.json'), `${canonical(exploration)}\n`);
  const replays: string[] = [];
  for (const [index, { check, repro }] of exploration.findings.entries()) {
    const file = path.join(out, `${index + 1}-${check}.repro.json`);
    await writeAtomically(file, `${JSON.stringify(repro, null, 2)}\n`);
    replays.push(`npx brownout replay ${path.relative(root, file)}`);
  }
  return replays;
}

function worded({ level, runs, left, findings }: SearchProgress, since: number): string {
  const rate = Math.round(runs / ((performance.now() - since) / 1000));
  return `level ${level}: ${runs} runs, ${rate} a second, ${left} left, ${findings} found`;
}

function codeOf({ findings, stopped }: Exploration): number {
  if (findings.length > 0) return exit.fail;
  return stopped === 'done' ? exit.pass : exit.inconclusive;
}

function tooMany(pattern: string, count: number): HarnessError {
  return new HarnessError('bad-argument', {
    expected: 'one scenario file',
    got: `${count} files in ${JSON.stringify(pattern)}`,
    fix: 'Name the file to search.',
  });
}
