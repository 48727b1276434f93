import path from 'node:path';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { ReplayResult } from '../harness/search/replay/replay.ts';
import { printable } from '../reports/words/printable.ts';
import { renderText } from '../reports/text.ts';
import { wrap } from '../reports/text/page.ts';
import { execute } from './suite/execute.ts';
import { exit } from './exit-codes.ts';
import { plainJob, type Note } from './suite/job.ts';
import { loadReplayVerb } from './curves/load-replay-verb.ts';
import { isLoadReplay } from './files/load-replay-file.ts';
import { readRepro } from './files/repro-files.ts';

/**
 * The exit code of each result: a failure that is still there fails, and one that cannot be shown
 * never passes.
 */
const codes: Readonly<Record<ReplayResult, number>> = {
  reproduced: exit.fail,
  changed: exit.fail,
  fixed: exit.pass,
  stale: exit.inconclusive,
  nondeterministic: exit.inconclusive,
};

const flags = () =>
  new Command('replay')
    .description('run a found failure again: reproduced, changed, fixed, stale or nondeterministic')
    .argument('<file>', 'a *.repro.json, or the *.replay.json of a load')
    .option('--variant <id>', 'replay it against another system, such as careful')
    .option('--out <dir>', 'where the trace and reports go', '.brownout/replay');

type Options = ReturnType<ReturnType<typeof flags>['opts']>;

/** `brownout replay`: replays a failure from its replay file. */
export function replayCommand(report: (code: number) => void): CommandUnknownOpts {
  return flags().action(async (file, options) => {
    report(await replayVerb(file, options));
  });
}

async function replayVerb(file: string, { variant, out }: Options): Promise<number> {
  if (await isLoadReplay(file)) return loadReplayVerb(file, { out, variant });
  const root = process.cwd();
  const { what: repro } = await readRepro(file, { root, named: [] });
  return execute({
    patterns: [repro.file],
    job: {
      ...plainJob,
      verb: 'replay',
      mode: repro.mode,
      seed: repro.seed,
      out: path.resolve(root, out),
      root,
      repro: { what: repro, file },
      variant: variant ?? null,
    },
    exitCode: (_, { notes }) => {
      const result = replayedOf(notes)?.result;
      return result ? codes[result] : exit.inconclusive;
    },
    print: (summary, results, on) => {
      const replayed = replayedOf(results.notes);
      if (!replayed) return renderText(summary, on);
      const { result, reason, notes } = replayed;
      const isBroken = result === 'reproduced' || result === 'changed';
      const story = isBroken ? `${renderText(summary, on)}\n` : '';
      const words = [`${result}: ${reason}.`, next[result], ...notes].join(' ');
      const lines = wrap(printable(words), on.width);
      return `${story}${lines.join('\n')}`;
    },
  });
}

/** The advice for each result. */
const next: Readonly<Record<ReplayResult, string>> = {
  reproduced: 'Fix the agent, and replay it until it says fixed.',
  changed: 'Whether what was found is fixed is not shown: find it anew once this is.',
  fixed: 'Every fault of the plan struck.',
  stale:
    'So nothing is shown: the scenario or the agent has changed, or a fault of its own counts in its effect, where the aim (calls, chance) does. Find it anew with brownout run or explore; what is not found again, this file can no longer show.',
  nondeterministic:
    'Something outside of the run has a part in it: look for files, databases or other processes.',
};

function replayedOf(notes: readonly Note[]): Note['replayed'] {
  return notes.find((note) => note.replayed)?.replayed;
}
