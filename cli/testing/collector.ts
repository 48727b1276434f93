import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An OpenTelemetry endpoint on loopback. */
export interface Collector {
  readonly address: string;
  /** All that was pushed so far. */
  readonly got: () => string;
  readonly close: () => void;
}

/** Opens one on a free port, which takes whatever it is sent. */
export async function openCollector(): Promise<Collector> {
  const got: string[] = [];
  const server = createServer((request, reply) => {
    request.on('data', (chunk: Buffer) => got.push(chunk.toString()));
    request.on('end', () => reply.end('{}'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    got: () => got.join(''),
    close: () => void server.close(),
  };
}
