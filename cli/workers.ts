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

/** Vitest's own forks, remembered: asked to stop, they would first finish what they are at. */
export function workers(): Workers {
  const all: PoolWorker[] = [];
  return {
    pool: {
      name: 'forks',
      createPoolWorker: (options) => {
        const worker = mortal(new ForksPoolWorker(options));
        all.push(worker);
        return worker;
      },
    },
    end: async () => {
      await Promise.all(all.map((worker) => worker.stop()));
    },
  };
}

/** A worker that can be stopped when it has died by a signal: the fork would wait for that again. */
function mortal(fork: ForksPoolWorker): PoolWorker {
  let isAlive = false;
  return {
    name: fork.name,
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
      if (!isAlive) return;
      isAlive = false;
      await fork.stop();
    },
  };
}
