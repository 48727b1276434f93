import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Toxic } from '../../harness/proxy/toxic.ts';
import { startChild, stopped, type Child } from '../child.ts';
import { accepts, freePort } from './upstream.ts';

/** The toxics that a proxy is measured with, by name of the contender. */
export const toxics: Readonly<Record<string, readonly Toxic[]>> = {
  none: [],
  latency: [downstream('latency', { latency: 100, jitter: 0 })],
  bandwidth: [downstream('bandwidth', { rate: 400_000 })],
  // A rate that small messages never use up: what they wait is the proxy's own doing.
  small: [downstream('bandwidth', { rate: 10_000 })],
};

/** The toxics under which connections come and go. */
export const churnToxics: readonly Toxic[] = [
  downstream('latency', { latency: 5, jitter: 3 }),
  downstream('bandwidth', { rate: 10_000 }),
];

function downstream(type: string, attributes: Readonly<Record<string, number>>): Toxic {
  return { name: type, type, stream: 'downstream', toxicity: 1, attributes };
}

/** Ours, each set of toxics in a process of its own. */
export function startEmbedded(upstream: string, on: readonly Toxic[]): Promise<Child> {
  return startChild('embedded-proxy.ts', [upstream, JSON.stringify(on)]);
}

/** The real one, whose program `TOXIPROXY_BIN` names. */
export function startReal(
  program: string,
  upstream: string,
  on: readonly Toxic[],
): Promise<ServerChild> {
  return startServer((port) => [program, '-host', '127.0.0.1', '-port', port], upstream, on);
}

/** Ours as a command, as it is packed: `npm run build` comes first. */
export function startCommand(upstream: string, on: readonly Toxic[]): Promise<ServerChild> {
  const main = path.join(import.meta.dirname, '../../dist/cli/main.js');
  return startServer((port) => [process.execPath, main, 'proxy', '--port', port], upstream, on);
}

/** A server with an API, in a process that nothing but its memory is known of. */
export interface ServerChild extends Child {
  /** MiB that the process takes, and took before it had a proxy; null off Linux. */
  readonly memoryMiB: () => { readonly atRest: number; readonly now: number } | null;
}

async function startServer(
  command: (port: string) => readonly string[],
  upstream: string,
  on: readonly Toxic[],
): Promise<ServerChild> {
  const [api, listen] = [await freePort(), await freePort()];
  const [program = '', ...args] = command(String(api));
  const child = spawn(program, args, { stdio: 'ignore' });
  await accepts(api);
  await setTimeout(500);
  const atRest = residentMiB(child.pid);
  const post = async (where: string, body: unknown) => {
    const reply = await fetch(`http://127.0.0.1:${api}${where}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!reply.ok) throw new Error(`${where} answered ${reply.status}: ${await reply.text()}`);
  };
  await post('/proxies', { name: 'bench', listen: `127.0.0.1:${listen}`, upstream });
  for (const toxic of on) await post('/proxies/bench/toxics', toxic);
  return {
    address: `127.0.0.1:${listen}`,
    usage: async () => null,
    memoryMiB: () => {
      const now = residentMiB(child.pid);
      return atRest === null || now === null ? null : { atRest, now };
    },
    stop: () => stopped(child),
  };
}

function residentMiB(pid: number | undefined): number | null {
  if (process.platform !== 'linux') return null;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}
