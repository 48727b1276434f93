import { spawn } from 'node:child_process';
import type { Toxic } from '../../harness/proxy/toxic.ts';
import { startChild, stopped, type Child } from './child.ts';
import { accepts, freePort } from './upstream.ts';

/** The toxics that a proxy is measured with, by name of the contender. */
export const toxics: Readonly<Record<string, readonly Toxic[]>> = {
  none: [],
  latency: [downstream('latency', { latency: 100, jitter: 0 })],
  bandwidth: [downstream('bandwidth', { rate: 400_000 })],
};

function downstream(type: string, attributes: Readonly<Record<string, number>>): Toxic {
  return { name: type, type, stream: 'downstream', toxicity: 1, attributes };
}

/** Ours, each set of toxics in a process of its own. */
export function startEmbedded(upstream: string, on: readonly Toxic[]): Promise<Child> {
  return startChild('embedded-proxy.ts', [upstream, JSON.stringify(on)]);
}

/** The real one, whose program `TOXIPROXY_BIN` names. */
export async function startReal(
  program: string,
  upstream: string,
  on: readonly Toxic[],
): Promise<Child> {
  const [api, listen] = [await freePort(), await freePort()];
  const child = spawn(program, ['-host', '127.0.0.1', '-port', String(api)], { stdio: 'ignore' });
  await accepts(api);
  const post = async (path: string, body: unknown) => {
    const reply = await fetch(`http://127.0.0.1:${api}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`);
  };
  await post('/proxies', { name: 'bench', listen: `127.0.0.1:${listen}`, upstream });
  for (const toxic of on) await post('/proxies/bench/toxics', toxic);
  return {
    address: `127.0.0.1:${listen}`,
    usage: async () => null,
    stop: () => stopped(child),
  };
}
