import { loadScenarios } from '../../run/loader/load-scenarios.ts';
import { sent } from '../../run/sent-error.ts';
import { endedLoad } from '../load.ts';
import { loadBlob } from '../parts/load-blob.ts';
import type { LoadProgress } from '../load-progress.ts';
import type { LoadNews, LoadOrder, LoadWorkerTask } from './load-worker.ts';

/** A process that makes one part of a load, and tells how far it has come. */
const { file, title, part, by, options } = JSON.parse(process.argv[2] ?? '{}') as LoadWorkerTask;
const stop = new AbortController();
const begun = Promise.withResolvers<void>();
let look: (() => LoadProgress | null) | null = null;
const say = (news: LoadNews, then = () => {}) => void process.send?.(news, then);

process.on('message', (order: LoadOrder) => {
  begun.resolve();
  if (order === 'stop') stop.abort('stopped');
});
process.on('disconnect', () => process.exit());
// A Ctrl-C goes to all processes of a terminal: it is for the command to stop its workers.
process.on('SIGINT', () => {});

// Set here, and not when the load begins: inside it this would be virtual time.
const beat = setInterval(() => {
  const progress = look?.() ?? null;
  if (progress) say({ kind: 'progress', progress });
}, 500);

try {
  const scenario = (await loadScenarios(file)).find((one) => one.title === title);
  if (!scenario) throw new Error(`${file} has no scenario ${JSON.stringify(title)}`);
  const ended = await endedLoad(scenario, {
    ...options,
    part,
    signal: stop.signal,
    onBegin: (progress) => {
      look = progress;
    },
    mayBegin: () => {
      say({ kind: 'ready' });
      return begun.promise;
    },
  });
  say({ kind: 'part', blob: loadBlob(ended, { part, by }) }, () => process.exit());
} catch (error) {
  say({ kind: 'error', error: sent(error) }, () => process.exit());
} finally {
  clearInterval(beat);
}
