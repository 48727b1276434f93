import path from 'node:path';
import { Command, Option } from 'commander';
import { planFileSchema } from '../harness/model/plan.ts';
import type { Mode } from '../harness/model/trace.ts';
import { readArtifact } from '../reports/read.ts';
import { carryOut } from './carry-out.ts';
import { names } from './names.ts';
import { whole } from './numbers.ts';
import { pattern } from './pattern.ts';
import { shard, type Shard } from './shard.ts';

interface Options {
  readonly testName?: RegExp;
  readonly mode?: Mode;
  readonly seed: number;
  readonly runs: number;
  readonly plan?: string;
  readonly variant?: string;
  readonly out: string;
  readonly reporter?: readonly string[];
  readonly watch?: boolean;
  readonly shard?: Shard;
  readonly workers?: number;
  readonly allowUnknown?: boolean;
}

/** `brownout run`: scenarios against injected faults, with reports. */
export function runCommand(report: (code: number) => void): Command {
  return new Command('run')
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
    .option('--plan <file>', 'faults to strike with, in place of those of the files')
    .option('--variant <id>', 'run a mutant in place of the careful system')
    .option('--out <dir>', 'where reports and traces go', '.brownout')
    .option('--reporter <names>', 'of text,json,junit,markdown,html (default: all)', names)
    .option('--watch', 'run again when a file changes')
    .option('--shard <i/n>', 'the i-th of n parts of the files', shard)
    .option('--workers <n>', 'processes to spread files over', whole(1))
    .option('--allow-unknown', 'an inconclusive result is not an error')
    .action(async (globs: readonly string[], options: Options) => {
      report(await runVerb(globs, options));
    });
}

async function runVerb(patterns: readonly string[], options: Options): Promise<number> {
  const { testName, mode, seed, runs, plan, variant, out, ...rest } = options;
  const root = process.cwd();
  const file = plan === undefined ? null : await readArtifact(plan, planFileSchema, 'a plan');
  return carryOut({
    ...rest,
    patterns,
    ...(testName === undefined ? {} : { name: testName }),
    job: {
      verb: 'run',
      mode: mode ?? null,
      seed,
      runs,
      out: path.resolve(root, out),
      root,
      plan: file?.plan ?? null,
      repro: null,
      variant: variant ?? null,
    },
  });
}
