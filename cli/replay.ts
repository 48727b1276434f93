import path from 'node:path';
import { Command } from 'commander';
import { HarnessError } from '../harness/model/error.ts';
import type { ReplayResult } from '../harness/search/replay.ts';
import { reproSchema } from '../harness/model/repro.ts';
import { readArtifact } from '../reports/read.ts';
import { renderText } from '../reports/text.ts';
import { carryOut } from './carry-out.ts';
import { exit } from './exit-codes.ts';
import type { Note } from './job.ts';

interface Options {
  readonly variant?: string;
  readonly out: string;
}

/** A failure that is still there is a fail; one that cannot be shown is never a pass. */
const codes: Readonly<Record<ReplayResult, number>> = {
  reproduced: exit.fail,
  fixed: exit.pass,
  stale: exit.inconclusive,
  nondeterministic: exit.inconclusive,
};

/** `brownout replay`: a found failure, seen again. */
export function replayCommand(report: (code: number) => void): Command {
  return new Command('replay')
    .description('run a found failure again: reproduced, fixed, stale or nondeterministic')
    .argument('<file>', 'a *.repro.json')
    .option('--variant <id>', 'replay it against another system, such as careful')
    .option('--out <dir>', 'where the trace and reports go', '.brownout/replay')
    .action(async (file: string, options: Options) => {
      report(await replayVerb(file, options));
    });
}

async function replayVerb(file: string, { variant, out }: Options): Promise<number> {
  const root = process.cwd();
  const repro = await readArtifact(file, reproSchema, 'a replay file');
  return carryOut({
    patterns: [repro.file],
    job: {
      verb: 'replay',
      mode: repro.mode,
      seed: repro.seed,
      runs: 1,
      out: path.resolve(root, out),
      root,
      plan: null,
      repro,
      variant: variant ?? null,
    },
    exitCode: (_, { notes }) => codes[replayedOf(notes).result],
    print: (summary, { notes, errors }, on) => {
      if (errors.length > 0) return renderText(summary, on);
      const { result, reason } = replayedOf(notes);
      const story = result === 'reproduced' ? `${renderText(summary, on)}\n` : '';
      return `${story}${result}: ${reason}`;
    },
  });

  function replayedOf(notes: readonly Note[]) {
    const replayed = notes.find((note) => note.replayed)?.replayed;
    if (replayed) return replayed;
    throw new HarnessError('bad-artifact', {
      expected: `${repro.file} to hold the scenario ${JSON.stringify(repro.scenario)}`,
      got: 'no scenario of that title',
      fix: 'It may have been renamed: correct `scenario` in the replay file.',
    });
  }
}
