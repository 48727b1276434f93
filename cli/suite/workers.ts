import { availableParallelism } from 'node:os';
import { ForksPoolWorker, type PoolRunnerInitializer, type PoolWorker } from 'vitest-runner/node';

/** The processes that scenarios run in, and a way to end them at once. */
export interface Workers {
  readonly pool: PoolRunnerInitializer;
  /** SIGTERM, on which a worker kills the agents it has started; SIGKILL half a second later. */
  readonly end: () => Promise<void>;
}

/**
 * Processes to spread files over where nobody says how many: one for each processor, since the
 * command itself only waits for them. Vitest's own number, one less or half, where more would be
 * felt: by agents that have processes of their own, or by who edits files meanwhile.
 */
export function workersFor(work: {
  readonly isOnWire: boolean;
  readonly isWatching: boolean;
}): number | undefined {
  return work.isOnWire || work.isWatching ? undefined : availableParallelism();
}

/**
 * Vitest's own forks, remembered. Once `stopping` is aborted vitest would end them within half a second, in
 * the middle of what they have to write down: they live until `end`.
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

/** Not `forks`: of that name vitest makes workers itself, and these would never be asked for. */
const poolName = 'brownout';

/** A worker that can be stopped when it has died by a signal: the fork would wait for that again. */
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
