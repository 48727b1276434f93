import path from 'node:path';
import { Command, type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { HarnessError } from '../harness/model/error.ts';
import { reporterWords } from '../reports/index.ts';
import { execute } from './suite/execute.ts';
import { plainJob } from './suite/job.ts';
import { names } from './terminal/names.ts';
import { duration, whole } from './terminal/numbers.ts';
import { otlpUrl } from './files/otlp-push.ts';
import { pattern } from './files/pattern.ts';
import { planIn } from './files/plan-file.ts';
import { defaultKeptRuns } from './suite/run-retention.ts';
import { resumeCommand } from './suite/resume.ts';
import { reproFiles } from './files/repro-files.ts';
import { scenarioFiles } from './files/scenario-files.ts';
import { shard } from './terminal/shard.ts';

const flags = () =>
  new Command('run')
    .description('run scenario files and report')
    .argument('[globs...]', 'scenario files, folders or quoted globs (default: all below here)')
    .option('-t, --test-name <regex>', 'only scenarios whose title matches', pattern)
    .addOption(
      new Option(
        '--mode <mode>',
        'in process under virtual time, or over real sockets (default: sim where it can be)',
      ).choices(['sim', 'wire']),
    )
    .option('--seed <n>', 'the first seed', whole(0), 1)
    .option('--runs <n>', 'seeds to try for each scenario', whole(1), 1)
    .option(
      '--keep-runs <n>',
      `runs of each kind to write for each scenario, or all (default: ${defaultKeptRuns})`,
      keepRuns,
    )
    .option(
      '--plan <file>',
      'a plan or replay file: its faults strike, in place of the scenarios’ own',
    )
    .addOption(
      new Option(
        '--repro <files...>',
        'replay files, folders or globs: each a test that passes once it is fixed',
      ).conflicts('plan'),
    )
    .option(
      '--shrink <time>',
      'the most time to shrink one failure to fewer faults (default: 30s on the wire)',
      duration,
    )
    .option('--no-shrink', 'tell failures with all their faults')
    .option('--variant <id>', 'run a mutant in place of the careful system')
    .option('--out <dir>', 'where reports and traces go', '.brownout')
    .option('--reporter <names>', reporterWords, names)
    .option('--otlp <url>', 'push the traces of a few runs to an OTLP/HTTP endpoint')
    .option('--allow-remote', 'what --otlp names may be on any host')
    .addOption(
      new Option(
        '--resume',
        'go on from the journals of searches (plan: searched) that were stopped',
      ).conflicts('watch'),
    )
    .option('--watch', 'run again when a file changes')
    .option('--shard <i/n>', 'the i-th of n parts of the files', shard)
    .option(
      '--workers <n>',
      'processes to spread files over; runs of one file go one after another (default: one a processor)',
      whole(1),
    )
    .option('--allow-unknown', 'an inconclusive result is not an error');

type Options = ReturnType<ReturnType<typeof flags>['opts']>;

/** `brownout run`: runs scenarios under faults, and writes reports. */
export function runCommand(report: (code: number) => void): CommandUnknownOpts {
  return flags().action(async (globs, options, command) => {
    if (options.repro && globs.length === 0) checkAlone(command);
    report(await runVerb(globs, options));
  });
}

async function runVerb(patterns: readonly string[], options: Options): Promise<number> {
  const {
    testName,
    mode,
    seed,
    runs,
    keepRuns: kept = defaultKeptRuns,
    plan,
    shrink,
    repro,
    resume = false,
    variant,
    out,
    otlp,
    allowRemote = false,
    ...rest
  } = options;
  const root = process.cwd();
  const strikes = plan === undefined ? null : await planIn(plan);
  const asked = repro && patterns.length === 0 ? [] : await scenarioFiles(patterns, root);
  const repros = repro === undefined ? [] : await reproFiles(repro, { root, named: asked });
  const onlyRepros = [...new Set(repros.map(({ what }) => path.resolve(root, what.file)))].filter(
    (one) => !asked.includes(one),
  );
  return execute({
    ...rest,
    otlp: otlp === undefined ? null : otlpUrl(otlp, allowRemote),
    patterns: [...asked, ...onlyRepros],
    job: {
      ...plainJob,
      verb: 'run',
      mode: mode ?? null,
      seed,
      runs,
      keepRuns: kept === 'all' ? null : kept,
      only: testName?.source ?? null,
      out: path.resolve(root, out),
      root,
      shrinkMs: shrink === undefined ? null : shrink === false ? 0 : shrink,
      plan: strikes,
      repros,
      onlyRepros,
      resume: { isAsked: resume, command: resumeCommand() },
      variant: variant ?? null,
    },
  });
}

function keepRuns(text: string): number | 'all' {
  return text === 'all' ? 'all' : whole(1)(text);
}

/**
 * Throws for options of runs that have no meaning without scenario files, since replay files have
 * their own seed and mode.
 */
function checkAlone(command: Pick<CommandUnknownOpts, 'getOptionValueSource'>): void {
  for (const [name, word] of [
    ['seed', '--seed'],
    ['runs', '--runs'],
    ['mode', '--mode'],
  ] as const) {
    if (command.getOptionValueSource(name) !== 'cli') continue;
    throw new HarnessError('bad-argument', {
      expected: `scenario files for ${word} to be about: each replay file has its own`,
      got: `${word} with --repro alone`,
      fix: `Leave ${word} out, or name scenario files before --repro.`,
    });
  }
}
