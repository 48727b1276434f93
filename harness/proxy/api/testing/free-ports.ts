import { createServer } from 'node:net';

/**
 * Ports that are free on every address, below those that systems give out by themselves: nobody
 * takes one of them by chance before it is used.
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

/** An address of loopback at which a proxy can stop listening, and find it free again. */
export async function freeAddress(): Promise<string> {
  const [port] = await freePorts(1);
  return `127.0.0.1:${port}`;
}

/** Whether nobody listens at a port, on any address. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, '0.0.0.0', () => server.close(() => resolve(true)));
  });
}
