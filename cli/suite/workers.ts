import { availableParallelism } from 'node:os';
import { ForksPoolWorker, type PoolRunnerInitializer, type PoolWorker } from 'vitest-runner/node';

/** The worker processes of a suite. */
export interface Workers {
  readonly pool: PoolRunnerInitializer;
  /** Ends all workers: SIGTERM, on which a worker kills its agents; SIGKILL half a second later. */
  readonly end: () => Promise<void>;
}

/**
 * The default number of workers: one for each processor, since the command itself only waits.
 * Vitest's own, lower default where more would be felt: by agents in processes, or by people who
 * edit meanwhile.
 */
export function workersFor(work: {
  readonly isOnWire: boolean;
  readonly isWatching: boolean;
}): number | undefined {
  return work.isOnWire || work.isWatching ? undefined : availableParallelism();
}

/**
 * A pool of vitest's forks that keeps track of them. Once `stopping` is aborted they live until
 * `end`: vitest would end them within half a second, while they write.
 */
export function workers(stopping: AbortSignal): Workers {
  const all: PoolWorker[] = [];
  const released = Promise.withResolvers<void>();
  const mayEnd = () => (stopping.aborted ? released.promise : Promise.resolve());
  return {
    pool: {
      name: poolName,
      createPoolWorker: (options) => {
        const worker = mortal(new ForksPoolWorker(options), mayEnd);
        all.push(worker);
        return worker;
      },
    },
    end: async () => {
      released.resolve();
      await Promise.all(all.map((worker) => worker.stop()));
    },
  };
}

/** A name of its own, since vitest makes the workers of the pool `forks` itself. */
const poolName = 'brownout';

/**
 * A worker whose `stop` returns at once if it died by a signal; vitest's would wait for its exit
 * again.
 */
function mortal(fork: ForksPoolWorker, mayEnd: () => Promise<void>): PoolWorker {
  let isAlive = false;
  return {
    // By another name vitest would take it for one of another pool, and start a process for each file.
    name: poolName,
    cacheFs: fork.cacheFs,
    on: (event, callback) => fork.on(event, callback),
    off: (event, callback) => fork.off(event, callback),
    send: (message) => fork.send(message),
    deserialize: (data) => fork.deserialize(data),
    start: async () => {
      await fork.start();
      isAlive = true;
      fork.on('exit', () => {
        isAlive = false;
      });
    },
    stop: async () => {
      await mayEnd();
      if (!isAlive) return;
      isAlive = false;
      await fork.stop();
    },
  };
}
