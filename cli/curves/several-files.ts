import path from 'node:path';
import type { LoadCommand } from '../../harness/load/parts/load-blob.ts';
import type { LoadReplay } from '../../harness/model/load/load-replay.ts';
import type { LoadReport } from '../../harness/model/load/load-report.ts';
import { writeAtomically } from '../../reports/files/write.ts';
import { loadAgain } from '../../reports/load/curves/load-again.ts';
import type { SeveralLoads, SeveralReporter } from '../../reports/load/curves/several-loads.ts';
import { loadOtel } from '../../reports/load/load-otel.ts';
import { shellWord } from '../../reports/words/shell-word.ts';
import { pushOtlp } from '../files/otlp-push.ts';
import { screen } from '../terminal/screen.ts';
import type { VerbOptions } from './verb-options.ts';

/** What is written of several loads, and where. */
interface SeveralFiles extends Pick<VerbOptions, 'out' | 'otlp' | 'asked'> {
  readonly reporters: readonly SeveralReporter[];
  readonly by: LoadCommand;
  /** What makes the load again that shows what is wrong; null where its plan and flags do. */
  readonly replay: LoadReplay | null;
}

/** Prints what several loads come to, writes its reports and the load that shows what is wrong, and pushes its traces where asked. */
export async function tellSeveral(
  loads: SeveralLoads,
  { out, otlp, asked, reporters, by, replay }: SeveralFiles,
): Promise<void> {
  const { stem, shown } = loads;
  const at = (ending: string) => path.join(out, `${stem}.${ending}`);
  // First: a disk that is full by now must not take what was measured with it.
  process.stdout.write(`${loads.text(screen())}\n\n`);
  const again = replay
    ? `npx brownout replay ${shellWord(at('replay.json'))}`
    : shown && loadAgain(shown, at('plan.json'), asked);
  const files: string[] = [];
  const write = async (ending: string, text: string) => {
    await writeAtomically(at(ending), text);
    files.push(at(ending));
  };
  for (const { ending, render } of reporters) {
    await write(ending, render(loads, { ...by, again }));
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
