import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { onTestFinished } from 'vitest';
import { openProxy, type ProxyOptions } from '../open-proxy.ts';
import type { Proxy, ProxyEvent } from '../proxy.ts';
import type { Attributes, Beyond, Stream, Toxic } from '../toxic.ts';

/**
 * Starts a server on loopback for one test; it is closed with all its connections at the test's
 * end.
 */
export async function serve(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    onConnection(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Starts a server that sends back what it receives. */
export function echo(): Promise<string> {
  return serve((socket) => socket.pipe(socket));
}

/** An address that answers no SYN: its server accepts nothing, and its short queue is full. */
export async function blackHole(): Promise<string> {
  const worker = new Worker(
    `const server = require('node:net').createServer();
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      require('node:worker_threads').parentPort.postMessage(server.address().port);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });`,
    { eval: true },
  );
  const [port] = (await once(worker, 'message')) as [number];
  const fillers = Array.from({ length: 4 }, () => connect(port, '127.0.0.1').on('error', () => {}));
  onTestFinished(async () => {
    for (const socket of fillers) socket.destroy();
    await worker.terminate();
  });
  return `127.0.0.1:${port}`;
}

/** Starts a proxy for one test, and records its events. */
export async function proxied(
  upstream: string,
  options: Partial<ProxyOptions> = {},
): Promise<{ readonly proxy: Proxy; readonly events: readonly ProxyEvent[] }> {
  const events: ProxyEvent[] = [];
  const proxy = openProxy({
    name: 'test',
    route: { listen: '127.0.0.1:0', upstream },
    seed: 1,
    onEvent: (event) => events.push(event),
    ...options,
  });
  await proxy.start();
  onTestFinished(() => proxy.stop());
  return { proxy, events };
}

/** A client, and the data it has received. */
export interface Client {
  readonly socket: Socket;
  readonly text: () => string;
  /** Resolves at the end of the connection, to `end` or the code of the error. */
  readonly over: Promise<string>;
  /** Waits for this many bytes, or the end of the connection. */
  readonly until: (bytes: number) => Promise<string>;
}

/** Connects to a proxy; half-open connections are kept. */
export async function client(proxy: Proxy): Promise<Client> {
  const [host = '', port] = proxy.route().listen.split(':');
  const socket = connect({ host, port: Number(port), allowHalfOpen: true, noDelay: true });
  onTestFinished(() => void socket.destroy());
  let text = '';
  let check: () => void = () => {};
  socket.setEncoding('latin1').on('data', (data: string) => {
    text += data;
    check();
  });
  const over = new Promise<string>((resolve) => {
    socket.on('end', () => resolve('end'));
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
  await once(socket, 'connect');
  const until = async (bytes: number) => {
    const enough = new Promise<void>((resolve) => {
      check = () => text.length >= bytes && resolve();
      check();
    });
    await Promise.race([enough, over]);
    return text;
  };
  return { socket, text: () => text, over, until };
}

/** Makes a toxic: downstream, with toxicity 1, by default. */
export function toxic(
  type: string,
  attributes: Attributes = {},
  more: { name?: string; stream?: Stream; toxicity?: number; beyond?: Beyond } = {},
): Toxic {
  const { stream = 'downstream', toxicity = 1, name = `${type}_${stream}`, beyond } = more;
  return { name, type, stream, toxicity, attributes, ...(beyond ? { beyond } : {}) };
}
