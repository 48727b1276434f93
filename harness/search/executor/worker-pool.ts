import type { Observation } from '../observe/observation.ts';
import type { ScheduleSpec } from './executor.ts';
import { trialsBy } from './suspects.ts';
import { WorkerEnded, type Worker } from './worker-process.ts';

/** The workers of a forked executor: this thread, and processes that are replaced where they end. */
export interface WorkerPool {
  readonly observe: (spec: ScheduleSpec) => Promise<Observation>;
  readonly close: () => Promise<void>;
}

/**
 * A pool of so many workers, `here` among them. What a process had not answered when it ended is run by
 * others: what may have ended it in a process apart, never in this one, the rest by whoever is idle.
 */
export function workerPool(workers: number, here: Worker, hire: () => Worker): WorkerPool {
  const hired = new Set<Worker>();
  let isClosed = false;
  let vacant = 0;

  function start(): Worker {
    const worker = hire();
    hired.add(worker);
    return worker;
  }

  // Those that need no help while this one is busy come first where loads are equal.
  let pool: readonly Worker[] = [...Array.from({ length: workers - 1 }, start), here];

  /** One that ended before it had loaded the scenario would most likely do so again. */
  function remove(gone: Worker, { wasReady }: WorkerEnded): void {
    if (wasReady && pool.includes(gone)) vacant += 1;
    pool = pool.filter((one) => one !== gone);
    hired.delete(gone);
  }

  /** Fills the places of those that ended. */
  function refill(spare: readonly Worker[]): void {
    if (isClosed) return;
    const missing = Math.max(vacant - spare.length, 0);
    pool = [...spare, ...Array.from({ length: missing }, start), ...pool];
    vacant = 0;
  }

  const trials = trialsBy(start, refill);

  async function observe(spec: ScheduleSpec): Promise<Observation> {
    const idlest = pool.reduce((a, b) => (b.load() < a.load() ? b : a));
    try {
      return await idlest.observe(spec);
    } catch (error) {
      if (!(error instanceof WorkerEnded) || isClosed) throw error;
      remove(idlest, error);
      if (error.isSuspect) return await trials.observe(spec);
      if (trials.count() === 0) refill([]);
      return await observe(spec);
    }
  }

  return {
    observe,
    close: async () => {
      isClosed = true;
      await Promise.all([...hired].map((worker) => worker.dismiss()));
    },
  };
}
