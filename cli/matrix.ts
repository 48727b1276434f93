import path from 'node:path';
import { Command, type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { HarnessError } from '../harness/model/error.ts';
import type { Matrix } from '../harness/model/trace/matrix.ts';
import type { SuiteResults } from './suite/results.ts';
import { reporterWords } from '../reports/index.ts';
import { execute } from './suite/execute.ts';
import { plainJob } from './suite/job.ts';
import { names } from './terminal/names.ts';
import { whole } from './terminal/numbers.ts';
import { pattern } from './files/pattern.ts';

const flags = () =>
  new Command('matrix')
    .description('run careful systems and mutants: which are noticed, by which check')
    .argument('[globs...]', 'scenario files, folders or quoted globs (default: all below here)')
    .option('-t, --test-name <regex>', 'only scenarios whose title matches', pattern)
    .addOption(
      new Option('--mode <mode>', 'sim where a scenario can run there, if left out').choices([
        'sim',
        'wire',
      ]),
    )
    .option('--seed <n>', 'the first seed', whole(0), 1)
    .option('--runs <n>', 'seeds the careful systems must pass', whole(1), 100)
    .option(
      '--explore',
      'find the faults for each mutant, out of those its scenario searches with, or all (sim)',
    )
    .option('--budget <n>', 'with --explore, the most runs for each mutant', whole(1), 2_000)
    .option('--json', 'print the matrix as JSON')
    .option('--out <dir>', 'where reports, traces and replay files go', '.brownout/matrix')
    .option('--reporter <names>', reporterWords, names)
    .option('--workers <n>', 'processes to spread files over (default: one a processor)', whole(1));

type Options = ReturnType<ReturnType<typeof flags>['opts']>;

/** `brownout matrix`: every careful system must pass, and every mutant must be flagged. */
export function matrixCommand(report: (code: number) => void): CommandUnknownOpts {
  return flags().action(async (globs, options) => {
    report(await matrixVerb(globs, options));
  });
}

async function matrixVerb(patterns: readonly string[], options: Options): Promise<number> {
  const { testName, mode, seed, runs, explore = false, budget, out, json, ...rest } = options;
  if (explore && mode === 'wire') throw notOnWire();
  const root = process.cwd();
  return execute({
    ...rest,
    patterns,
    job: {
      ...plainJob,
      verb: 'matrix',
      mode: mode ?? null,
      seed,
      runs,
      hunt: explore ? budget : null,
      only: testName?.source ?? null,
      out: path.resolve(root, out),
      root,
    },
    matrixOf,
    ...(json
      ? { print: (_, results) => JSON.stringify(matrixOf(results)), isForMachine: true }
      : {}),
  });
}

function notOnWire(): HarnessError {
  return new HarnessError('bad-argument', {
    expected: '--explore in sim, where the same faults give the same run',
    got: '--mode wire',
    fix: 'Leave one of them out.',
  });
}

/** The matrix of a suite, from its notes; rows are sorted by id. */
function matrixOf({ notes }: SuiteResults): Matrix {
  const careful = { runs: 0, falseAlarms: 0, unknown: 0 };
  for (const { careful: one } of notes) {
    careful.runs += one?.runs ?? 0;
    careful.falseAlarms += one?.falseAlarms ?? 0;
    careful.unknown += one?.unknown ?? 0;
  }
  const mutants = notes.flatMap(({ mutant }) => (mutant ? [mutant] : []));
  return { careful, mutants: mutants.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
}
