import path from 'node:path';
import type { LoadCommand } from '../../harness/load/parts/load-blob.ts';
import type { LoadReplay } from '../../harness/model/load/load-replay.ts';
import type { LoadReport } from '../../harness/model/load/load-report.ts';
import { writeAtomically } from '../../reports/files/write.ts';
import { loadAgain, type AskedOfLoad } from '../../reports/load/curves/load-again.ts';
import type { SeveralLoads, SeveralReporter } from '../../reports/load/curves/several-loads.ts';
import {
  severalReporterNamed,
  severalReporters,
} from '../../reports/load/curves/several-reporters.ts';
import { severalText } from '../../reports/load/curves/several-text.ts';
import { loadOtel } from '../../reports/load/load-otel.ts';
import { shellWord } from '../../reports/words/shell-word.ts';
import { pushOtlp } from '../files/otlp-push.ts';
import { thisCommand } from '../files/this-command.ts';
import { atScreen } from '../terminal/at-screen.ts';
import type { Screen } from '../terminal/screen.ts';
import { codeOf } from './result-code.ts';

/** Where the results of a verb go, and what their exit code is. */
export interface VerbOptions {
  readonly out: string;
  readonly allowUnknown: boolean;
  /** Names of reporters; all where left out. */
  readonly reporter: readonly string[] | undefined;
  /** What each load was asked for that its report does not say. */
  readonly asked: AskedOfLoad;
  /** Where traces are pushed to; null for nowhere. */
  readonly otlp: URL | null;
}

/** What several loads come to. */
interface Made {
  readonly loads: SeveralLoads;
  /** What makes the load again that shows what is wrong; null where its plan and flags do. */
  readonly replay?: LoadReplay | null;
}

/** Carries out a verb that makes several loads, and tells what they come to; returns the exit code. */
export async function severalVerb(
  options: VerbOptions,
  make: (on: Screen, signal: AbortSignal) => Promise<Made>,
): Promise<number> {
  const reporters = options.reporter?.map(severalReporterNamed) ?? severalReporters;
  const by = thisCommand();
  return await atScreen(async (on, signal) => {
    const made = await make(on, signal);
    on.done();
    await tellSeveral(made, { ...options, reporters, by, on });
    return codeOf(made.loads, options.allowUnknown);
  });
}

interface Telling extends VerbOptions {
  readonly reporters: readonly SeveralReporter[];
  readonly by: LoadCommand;
  readonly on: Screen;
}

/** Prints what several loads come to, writes its reports and the load that shows what is wrong, and pushes its traces where asked. */
async function tellSeveral(
  { loads, replay = null }: Made,
  { out, otlp, asked, reporters, by, on }: Telling,
): Promise<void> {
  const { stem, shown } = loads;
  const at = (ending: string) => path.join(out, `${stem}.${ending}`);
  // First: a disk that is full by now must not take what was measured with it.
  process.stdout.write(`${severalText(loads, on)}\n\n`);
  const again = replay
    ? `npx brownout replay ${shellWord(at('replay.json'))}`
    : shown && loadAgain(shown, at('plan.json'), asked);
  const files: string[] = [];
  const write = async (ending: string, text: string) => {
    await writeAtomically(at(ending), text);
    files.push(at(ending));
  };
  for (const { file, render } of reporters) {
    await write(file, render(loads, { ...by, again }));
  }
  if (shown) await write('load.json', `${JSON.stringify(shown)}\n`);
  if (replay) await write('replay.json', `${JSON.stringify(replay, null, 2)}\n`);
  else if (shown) await write('plan.json', planText(shown));
  process.stdout.write([...files, ...(again === null ? [] : [`again: ${again}`]), ''].join('\n'));
  if (!otlp) return;
  const said = shown
    ? await pushOtlp(otlp, loadOtel.render(shown, by))
    : 'no traces were pushed: no load shows anything wrong';
  process.stderr.write(`brownout: ${said}\n`);
}

function planText({ plan }: LoadReport): string {
  return `${JSON.stringify({ version: 1, plan }, null, 2)}\n`;
}
