import { createClient, type RedisClientType } from 'redis';

/** The cache could not be asked, or did not answer in time. */
export class CacheDown extends Error {
  override readonly name = 'CacheDown';
}

/** A shared key-value store that may be away at any time. */
export interface Store {
  /** Runs commands on it, and takes no longer than it may. @throws CacheDown */
  readonly use: <T>(work: (client: RedisClientType) => Promise<T>) => Promise<T>;
  /** Connects ahead of the first step, if it can. */
  readonly warmUp: () => Promise<void>;
}

/** What the commands of one step may take together; after that they count as lost (ms). */
const timeoutMs = 250;
/** How long a store that was lost is left alone, doubled each time up to a limit (ms). */
const restMs = { first: 50, most: 100 };
/** What the first connection may take, before anybody waits for it (ms). */
const warmUpMs = 2000;

/** The Redis at `host:port`, where every key starts with `prefix`. It connects when it is needed. */
export function redisStore(address: string, prefix: string): Store {
  let connection: Connection | null = null;
  let restsUntilMs = 0;
  let failures = 0;

  function drop(lost: Connection): void {
    if (connection === lost) connection = null;
    // Also where it is still being opened: a late reply must find nobody waiting for it.
    lost.client.destroy();
  }

  function connect(): Connection {
    const client = clientFor(address, prefix);
    const opened: Connection = { client, ready: client.connect(), hasFailed: false };
    // Commands tell their callers of it; the listener keeps it from ending the process.
    client.on('error', () => drop(opened));
    return opened;
  }

  async function use<T>(
    work: (client: RedisClientType) => Promise<T>,
    limitMs = timeoutMs,
  ): Promise<T> {
    if (performance.now() < restsUntilMs) throw new CacheDown('the cache is being left alone');
    const open = (connection ??= connect());
    try {
      const result = await inTime(
        open.ready.then(() => work(open.client)),
        limitMs,
      );
      failures = 0;
      return result;
    } catch (error) {
      // Steps that were lost together are one failure.
      if (!open.hasFailed) {
        open.hasFailed = true;
        restsUntilMs = performance.now() + Math.min(restMs.most, restMs.first * 2 ** failures);
        failures += 1;
      }
      drop(open);
      throw new CacheDown('the cache did not answer', { cause: error });
    }
  }

  return {
    use: (work) => use(work),
    warmUp: () =>
      use((client) => client.ping(), warmUpMs).then(
        () => {},
        () => {},
      ),
  };
}

interface Connection {
  readonly client: RedisClientType;
  readonly ready: Promise<unknown>;
  hasFailed: boolean;
}

// To make a client takes longer than to connect one: all are copies of this, which never connects.
const blueprint: RedisClientType = createClient({
  disableOfflineQueue: true,
  disableClientInfo: true,
  maintNotifications: 'disabled',
});

function clientFor(address: string, keyPrefix: string): RedisClientType {
  const { hostname: host, port } = new URL(`redis://${address}`);
  return blueprint.duplicate({
    keyPrefix,
    socket: {
      host,
      port: Number(port),
      connectTimeout: warmUpMs,
      // Whoever needs it next connects anew: nothing hammers a store that is down.
      reconnectStrategy: false,
    },
  });
}

/** Waits in short steps: however long this process itself is held up, that is one of them. */
async function inTime<T>(work: Promise<T>, limitMs: number): Promise<T> {
  const limit = Promise.withResolvers<never>();
  let left = steps;
  const timer = setInterval(() => {
    left -= 1;
    if (left === 0) limit.reject(new Error('too late'));
  }, limitMs / steps);
  try {
    return await Promise.race([work, limit.promise]);
  } finally {
    clearInterval(timer);
  }
}

const steps = 10;
