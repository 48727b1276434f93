import type autocannon from 'autocannon';
import type { AgentReply, AgentRequest } from '../../model/agent-exchange.ts';
import { connection, type KeptConnection, type PrivateClient } from './connection.ts';

/** Autocannon's connections to one origin: as many as there are requests under way. */
export interface ConnectionPool {
  /** Sends at once, on the connection that was used last of those that are free. */
  readonly send: (request: AgentRequest, signal: AbortSignal) => Promise<AgentReply>;
  readonly close: () => void;
}

/** Autocannon takes its time from a timer, which cannot wait for longer (s). */
const neverSeconds = 2_000_000;

const fewest = 16;
const mostAtATime = 512;

/** An empty pool; it opens a connection when none is free. */
export function connectionPool(cannon: typeof autocannon, origin: string): ConnectionPool {
  const free: KeptConnection[] = [];
  const all: KeptConnection[] = [];
  const grow = () => {
    const options = {
      url: origin,
      connections: Math.min(Math.max(fewest, all.length), mostAtATime),
      duration: neverSeconds,
      timeout: neverSeconds,
      setupClient: (client: unknown) => {
        all.push(connection(client as PrivateClient, (one) => void free.push(one)));
      },
      ...withoutCounts,
    };
    // With a callback it gives no promise, which nobody would wait for.
    cannon(options, () => {});
  };
  return {
    send: (request, signal) => {
      if (free.length === 0) grow();
      const one = free.pop();
      if (!one) throw new Error('autocannon made no connection');
      return one.send(request, signal);
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
