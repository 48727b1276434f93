import { createServer } from 'node:net';

/**
 * Finds ports that are free on every address, outside the range that systems assign, so that no
 * other program takes them by chance.
 */
export async function freePorts(count: number): Promise<readonly number[]> {
  const ports: number[] = [];
  const span = lastPort - firstPort;
  for (let step = 0; step < span && ports.length < count; step += 1) {
    // Test processes that run at once begin at places of their own.
    const port = firstPort + ((process.pid * 101 + step) % span);
    if (await isFree(port)) ports.push(port);
  }
  if (ports.length < count) throw new Error(`fewer than ${count} ports are free`);
  return ports;
}

const firstPort = 15_000;
const lastPort = 32_000;

/** A loopback address at which a proxy can stop and start again. */
export async function freeAddress(): Promise<string> {
  const [port] = await freePorts(1);
  return `127.0.0.1:${port}`;
}

/** Whether a port is free on every address. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, '0.0.0.0', () => server.close(() => resolve(true)));
  });
}
