import { connect } from 'node:net';
import type { Child } from '../child.ts';

const atOnce = 64;
const limitMs = 120_000;

/**
 * MiB that a proxy's process grew by over that many connections, after a fifth as many that let its
 * heap take its size; null where they took too long.
 */
export async function growthMiB(proxy: Child, connections: number): Promise<number | null> {
  const endMs = performance.now() + limitMs;
  await openAll(proxy.address, connections / 5, endMs);
  const before = await proxy.usage();
  await openAll(proxy.address, connections, endMs);
  const after = await proxy.usage();
  if (!before || !after || performance.now() > endMs) return null;
  return (after.rssBytes - before.rssBytes) / 1024 / 1024;
}

/** Connections a second, each with one request, until so many were made or two minutes are over. */
export async function connectionsPerSecond(proxy: Child, connections: number): Promise<number> {
  const sinceMs = performance.now();
  await openAll(proxy.address, connections, sinceMs + limitMs);
  return (connections * 1000) / (performance.now() - sinceMs);
}

async function openAll(address: string, count: number, endMs: number): Promise<void> {
  let left = count;
  const worker = async () => {
    while (left-- > 0 && performance.now() < endMs) await exchange(address);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** One request on a connection of its own. */
function exchange(address: string): Promise<void> {
  const [host, port] = address.split(':');
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(port) });
    socket.on('error', reject);
    // A reset leaves no port behind that cannot be used again for a minute.
    socket.once('data', () => socket.resetAndDestroy());
    socket.on('close', () => resolve());
    socket.write(`GET /small HTTP/1.1\r\nhost: ${address}\r\n\r\n`);
  });
}
