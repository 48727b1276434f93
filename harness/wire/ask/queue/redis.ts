import type * as NodeRedis from 'redis';
import { HarnessError } from '../../../model/error.ts';
import { AgentError } from '../../agent/agent-error.ts';
import { orAborted } from '../../process/aborted.ts';

/** A connection to a Redis. */
export type Redis = ReturnType<typeof NodeRedis.createClient>;

/** Works on a connection of its own: a command that waits holds up those behind it. */
export type Connector = <T>(signal: AbortSignal, work: (redis: Redis) => Promise<T>) => Promise<T>;

/**
 * Connections to the Redis of a queue, each closed when its work is done or `signal` aborts. One that
 * was never reached is a HarnessError; one that is lost later is an AgentError.
 * @throws HarnessError `missing-part`, `system-not-ready` or `bad-argument`, when it works.
 */
export function connector({ url, name }: { url: string; name: string }): Connector {
  const { host } = new URL(url);
  let isReached = false;
  return async (signal, work) => {
    const { createClient } = await load();
    signal.throwIfAborted();
    const redis: Redis = createClient({
      url,
      socket: { reconnectStrategy: false, connectTimeout: connectMs },
    });
    // Commands tell of it; without a listener it would end the process.
    redis.on('error', () => {});
    try {
      await orAborted(redis.connect(), signal);
      isReached = true;
      return await work(redis);
    } catch (error) {
      signal.throwIfAborted();
      throw told(error, { host, name, isReached });
    } finally {
      redis.destroy();
    }
  };
}

const connectMs = 5000;

function told(
  error: unknown,
  { host, name, isReached }: { host: string; name: string; isReached: boolean },
): unknown {
  if (error instanceof HarnessError || error instanceof AgentError) return error;
  const got = messageOf(error);
  if (got.startsWith('WRONGTYPE')) {
    return new HarnessError(
      'bad-argument',
      {
        expected: `${name}, and the key that a message names in \`replyTo\`, to be of the type in \`ask\``,
        got,
        fix: 'Change `ask`, or have the worker reply by RPUSH to a list, by XADD to a stream.',
      },
      { cause: error },
    );
  }
  if (isReached) return new AgentError(`the Redis at ${host} failed: ${got}`, null, '');
  return new HarnessError(
    'system-not-ready',
    {
      expected: `a Redis at ${host} that takes commands`,
      got,
      fix: 'Start it first, or correct the address and the password in `ask`.',
    },
    { cause: error },
  );
}

async function load(): Promise<typeof NodeRedis> {
  try {
    return await import('redis');
  } catch (error) {
    throw new HarnessError(
      'missing-part',
      {
        expected: 'the package redis, to ask by a list or a stream',
        got: 'none that can be loaded',
        fix: 'Install it in your project: npm i -D redis',
      },
      { cause: error },
    );
  }
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join(', ');
  return error instanceof Error && error.message !== '' ? error.message : String(error);
}
