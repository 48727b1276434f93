import { endedLoad, type LoadRunOptions } from '../../harness/load/load.ts';
import { loadBlob } from '../../harness/load/parts/load-blob.ts';
import type { LoadPart } from '../../harness/load/schedule.ts';
import type { Scenario } from '../../harness/model/scenario.ts';
import { exit } from '../exit-codes.ts';
import { writeBlob } from '../files/blob-files.ts';
import { thisCommand } from '../files/this-command.ts';
import { atScreen } from '../terminal/at-screen.ts';
import { tellLoad } from '../terminal/load-progress.ts';

/** What a part is made with. */
export interface PartOptions extends Omit<LoadRunOptions, 'signal'> {
  readonly part: LoadPart;
  readonly out: string;
  /** When its first task may begin (ms since 1970); at once where left out. */
  readonly beginAtMs?: number;
}

/** `brownout load --shard`: one part of a load, which only `merge` judges. */
export async function partVerb(
  scenario: Scenario,
  { part, out, beginAtMs = 0, ...options }: PartOptions,
): Promise<number> {
  const by = thisCommand();
  return await atScreen(async (on, signal) => {
    const mayBegin = () => until(beginAtMs, signal);
    const ended = await tellLoad(on, (onBegin) =>
      endedLoad(scenario, { ...options, part, signal, onBegin, mayBegin }),
    );
    const file = await writeBlob(out, loadBlob(ended, { part, by }));
    const cut = ended.cut === null ? '' : ` (${ended.cut})`;
    process.stdout.write(`part ${part.index} of ${part.count}${cut}: ${file}\n`);
    on.say(`brownout merge makes the report of all ${part.count}, and says whether it passes`);
    return exit.pass;
  });
}

/** Resolves then, or once it is stopped. */
function until(atMs: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, Math.max(0, atMs - new Date().getTime()));
  signal.addEventListener('abort', () => resolve(), { once: true });
  return promise.finally(() => clearTimeout(timer));
}
