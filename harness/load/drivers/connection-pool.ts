import type autocannon from 'autocannon';
import type { AgentReply, AgentRequest } from '../../model/agent-exchange.ts';
import { connection, type KeptConnection, type PrivateClient } from './connection.ts';
import type { RequestOrigin } from './request-text.ts';

/** Autocannon's connections to one origin: as many as there are requests under way. */
export interface ConnectionPool {
  /**
   * Sends on the connection that was used last of those that are free, else on a new one: at once, or as soon
   * as one is free where so many have just been opened.
   */
  readonly send: (request: AgentRequest, signal: AbortSignal) => Promise<AgentReply>;
  readonly close: () => void;
}

/** Autocannon takes its time from a timer, which cannot wait for longer (s). */
const neverSeconds = 2_000_000;

const fewest = 16;
const mostAtATime = 512;

/** Sockets opened in one turn of the event loop: after a pause all that is due would open one, and be later still. */
const mostAtOnce = 64;

/** An empty pool; `waited` is told how long each request that was not sent at once has waited (ms). */
export function connectionPool(
  cannon: typeof autocannon,
  origin: RequestOrigin,
  waited: (ms: number) => void,
): ConnectionPool {
  const free: KeptConnection[] = [];
  const all: KeptConnection[] = [];
  const waiting = new Set<() => void>();
  let opened = 0;
  const grow = () => {
    const options = {
      url: `http://${origin.host}`,
      connections: Math.min(Math.max(fewest, all.length), mostAtATime),
      duration: neverSeconds,
      timeout: neverSeconds,
      setupClient: (client: unknown) => {
        all.push(connection(client as PrivateClient, origin, { onFree, onOpening }));
      },
      ...withoutCounts,
    };
    // With a callback it gives no promise, which nobody would wait for.
    cannon(options, () => {});
  };
  const canSend = () => free.at(-1)?.isOpen() === true || opened < mostAtOnce;
  const wake = () => {
    for (const begin of waiting) {
      if (!canSend()) return;
      waiting.delete(begin);
      begin();
    }
  };
  const onFree = (one: KeptConnection) => {
    free.push(one);
    wake();
  };
  const onOpening = () => {
    opened += 1;
    if (opened > 1) return;
    // By then replies that came meanwhile have been read.
    setImmediate(() => {
      opened = 0;
      wake();
    });
  };
  const turn = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const sinceMs = performance.now();
      const leave = () => {
        waiting.delete(begin);
        reject(signal.reason as Error);
      };
      const begin = () => {
        signal.removeEventListener('abort', leave);
        waited(performance.now() - sinceMs);
        resolve();
      };
      waiting.add(begin);
      signal.addEventListener('abort', leave, { once: true });
    });
  const now = (request: AgentRequest, signal: AbortSignal) => {
    if (free.length === 0) grow();
    const one = free.pop();
    if (!one) throw new Error('autocannon made no connection');
    return one.send(request, signal);
  };
  return {
    send: (request, signal) => {
      if (waiting.size === 0 && canSend()) return now(request, signal);
      return turn(signal).then(() => now(request, signal));
    },
    close: () => {
      for (const one of all) one.close();
    },
  };
}

const nothing = () => {};
const none = { __custom: true, recordValue: nothing, destroy: nothing, reset: nothing };

/**
 * The load is counted elsewhere, from when each task was meant to begin. Without a rate autocannon fills in
 * nothing for coordinated omission.
 */
const withoutCounts = {
  histograms: { latencies: none, requests: none, throughput: none },
  skipAggregateResult: true,
  sampleInt: 250,
};
