import { HarnessError } from '../../model/error.ts';
import type { LoadReport } from '../../model/load/load-report.ts';
import { joinedProgress, type LoadProgress } from '../load-progress.ts';
import { mergedLoad } from '../parts/merged-load.ts';
import { loadWorker, type LoadWorkerTask } from './load-worker.ts';

/** A load that several processes make. */
export interface LoadByWorkersOptions extends Omit<LoadWorkerTask, 'part'> {
  readonly count: number;
  /** Ends it before its time; the report says so. */
  readonly signal: AbortSignal;
  /** Given, once the load begins, what tells how far it has come. */
  readonly onBegin: (progress: () => LoadProgress | null) => void;
}

/**
 * The report of a load of which each process makes a part, all at the same time. Where one dies the others are
 * stopped; the report says so, and nothing passes. Throws what the load of one of them threw.
 */
export async function loadByWorkers({
  count,
  signal,
  onBegin,
  ...task
}: LoadByWorkersOptions): Promise<LoadReport> {
  const workers = Array.from({ length: count }, (_, n) =>
    loadWorker({ ...task, part: { index: n + 1, count } }),
  );
  const stop = () => {
    for (const { say } of workers) say('stop');
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    onBegin(() => joinedProgress(workers.flatMap(({ progress }) => progress() ?? [])));
    // A part cannot be made alone.
    for (const { ended } of workers) {
      ended.then((end) => {
        if ('how' in end) stop();
      }, stop);
    }
    await Promise.all(workers.map(({ ready }) => ready));
    for (const { say } of workers) say(signal.aborted ? 'stop' : 'begin');
    const settled = await Promise.allSettled(workers.map(({ ended }) => ended));
    const failed = settled.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
    const ends = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const parts = ends.flatMap((end, n) =>
      'blob' in end ? [{ from: `worker ${n + 1}`, blob: end.blob }] : [],
    );
    const missing = ends.flatMap((end, n) =>
      'how' in end
        ? [`worker ${n + 1} of ${count} died, and its tasks are missing: ${end.how}`]
        : [],
    );
    if (parts.length === 0) throw allDied(missing);
    return mergedLoad(parts, missing);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function allDied(missing: readonly string[]): HarnessError {
  return new HarnessError('system-died', {
    expected: 'workers that end with their part',
    got: missing.join('; '),
    fix: 'Leave --workers out to see what ends them.',
  });
}
