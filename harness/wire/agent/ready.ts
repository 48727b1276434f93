import { connect } from 'node:net';
import { sleep } from '../../model/clock.ts';
import { readRoute } from '../ask/route.ts';
import { send } from '../ask/send.ts';

/** Probes an agent once: null if it is ready, else the reason why not. May reject, too. */
export type Probe = (signal: AbortSignal) => Promise<string | null>;

/** Probes every 50 ms until the agent is ready (null) or `signal` aborts (the last reason). */
export async function untilReady(probe: Probe, stop: AbortSignal): Promise<string | null> {
  let problem = `no answer`;
  while (!stop.aborted) {
    const look = AbortSignal.any([stop, AbortSignal.timeout(lookMs)]);
    try {
      const found = await probe(look);
      if (found === null) return null;
      problem = found;
    } catch (error) {
      // Cut short by `stop`, it says nothing; what was seen before stands.
      if (!stop.aborted) problem = look.aborted ? `no answer in ${lookMs} ms` : messageOf(error);
    }
    await sleep(pauseMs, stop);
  }
  return problem;
}

/** A probe that succeeds when a route such as `GET /health` replies 2xx. */
export function httpProbe(address: string, route: string): Probe {
  const request = readRoute(route, '`ready`');
  return async (signal) => {
    const { status, text } = await send(address, request, signal);
    return status >= 200 && status < 300 ? null : `status ${status} ${text.slice(0, 200)}`.trim();
  };
}

/** A probe that succeeds when the address accepts connections. */
export function portProbe(address: string): Probe {
  const { hostname, port, protocol } = new URL(address);
  const host = hostname.replace(/^\[|\]$/g, '');
  const number = Number(port || (usualPorts[protocol] ?? 80));
  return (signal) =>
    new Promise((resolve, reject) => {
      const socket = connect({ host, port: number, signal });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.destroy();
        resolve(null);
      });
    });
}

const usualPorts: Readonly<Record<string, number>> = {
  'https:': 443,
  'redis:': 6379,
  'rediss:': 6379,
};
const pauseMs = 50;
const lookMs = 2000;

function messageOf(error: unknown): string {
  // Where several addresses were tried, Node's message is empty and the code tells.
  if (!(error instanceof Error)) return String(error);
  return error.message || (error as NodeJS.ErrnoException).code || error.name;
}
