import path from 'node:path';
import { watchedLoad } from '../../harness/load/load.ts';
import { loadFingerprint } from '../../harness/load/tipping/load-replay-of.ts';
import type { LoadReplay } from '../../harness/model/load/load-replay.ts';
import type { LoadReport } from '../../harness/model/load/load-report.ts';
import { writeAtomically } from '../../reports/files/write.ts';
import { loadPage } from '../../reports/load/load-page.ts';
import { loadText } from '../../reports/load/load-text.ts';
import { shellWord } from '../../reports/words/shell-word.ts';
import { exit } from '../exit-codes.ts';
import { readLoadReplay } from '../files/load-replay-file.ts';
import { oneScenario } from '../files/one-scenario.ts';
import { openOut } from '../files/out-folder.ts';
import { ownScenarioFile } from '../files/own-scenario-file.ts';
import { atScreen } from '../terminal/at-screen.ts';
import { tellLoad } from '../terminal/load-progress.ts';

/** What a replay is made with. */
interface ReplayOptions {
  readonly out: string;
  readonly variant: string | undefined;
}

/** `brownout replay` of a load: makes it again, and says whether the system still does not come back. */
export async function loadReplayVerb(
  file: string,
  { out, variant }: ReplayOptions,
): Promise<number> {
  const replay = await readLoadReplay(file);
  const root = process.cwd();
  const trust = `name it: brownout load ${shellWord(replay.file)} --plan ${shellWord(file)}`;
  ownScenarioFile(replay.file, { root, named: [] }, { file, trust, verb: 'Replay it' });
  const { scenario } = await oneScenario(replay.file, replay.scenario, 'replay');
  await openOut(out);
  const { seed, mode, plan, load } = replay;
  const how = { seed, mode, plan, load, variant: variant ?? replay.variant, file: replay.file };
  return await atScreen(async (on, signal) => {
    const report = await tellLoad(on, (onBegin) =>
      watchedLoad(scenario, { ...how, signal, onBegin }),
    );
    const target = path.join(out, 'load.json');
    await writeAtomically(target, `${JSON.stringify(report)}\n`);
    await writeAtomically(path.join(out, 'load.html'), loadPage(report));
    const { words, code } = replayed(replay, report);
    process.stdout.write(`${loadText(report, on)}\n\n${words}\n${target}\n`);
    return code;
  });
}

function replayed(
  replay: LoadReplay,
  report: LoadReport,
): { readonly words: string; readonly code: number } {
  const { recovery, doubts, invalid } = report;
  const kind = recovery?.kind ?? 'unknown';
  if (loadFingerprint(report) === replay.fingerprint)
    return { words: 'reproduced: every number is as it was found.', code: exit.fail };
  if (kind === replay.recovery)
    return { words: `reproduced: ${kind} again, with other numbers.`, code: exit.fail };
  if (kind === 'metastable' || kind === 'latched')
    return { words: `changed: ${kind}, and was ${replay.recovery}.`, code: exit.fail };
  if (kind === 'recovered' && doubts.length === 0 && invalid.length === 0)
    return { words: 'fixed: it comes back by itself.', code: exit.pass };
  const [why = recovery?.reason ?? 'nothing to recover from'] = [...invalid, ...doubts];
  return { words: `nothing is shown: ${why}.`, code: exit.inconclusive };
}
