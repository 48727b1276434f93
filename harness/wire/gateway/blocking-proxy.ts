import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { listen } from '../process/port.ts';

/** An HTTP proxy that refuses every request, for hosts that are no point. */
export interface BlockingProxy {
  /** The URL for HTTP_PROXY: `http://127.0.0.1:4711`. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Where the proxy listens, and what is called with each refused host. */
export interface BlockingProxyOptions {
  /** The host to listen at; 127.0.0.1 by default. */
  readonly host?: string;
  /** The agent's name for that host; `host` itself by default. */
  readonly name?: string;
  readonly refused: (host: string) => void;
}

/** Opens a proxy that replies 403 to every request: CONNECT, absolute form, upgrades. */
export async function openBlockingProxy(options: BlockingProxyOptions): Promise<BlockingProxy> {
  const { host = '127.0.0.1', name = host, refused } = options;
  const sockets = new Set<Duplex>();
  const onRaw = (request: IncomingMessage, socket: Duplex) => {
    const text = refuse(request, refused);
    socket.on('error', () => {});
    socket.end(
      `HTTP/1.1 403 Forbidden\r\ncontent-type: text/plain; charset=utf-8\r\n` +
        `content-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`,
    );
  };
  const server = createServer((request, response) => answer(request, response, refused));
  server.on('connect', onRaw);
  server.on('upgrade', onRaw);
  server.on('clientError', (_, socket) => socket.destroy());
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const port = await listen(server, 0, host, 'the proxy that refuses other hosts');
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { url: `http://${name.includes(':') ? `[${name}]` : name}:${port}`, close };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  refused: (host: string) => void,
): void {
  const text = refuse(request, refused);
  response.on('error', () => {});
  response.writeHead(403, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    connection: 'close',
  });
  response.end(text);
}

/** Reports the host, and returns the reason of the refusal. */
function refuse(request: IncomingMessage, refused: (host: string) => void): string {
  const host = hostOf(request);
  refused(host);
  const isHere = /^(127(\.\d+){3}|localhost|\[::1\])(:\d+)?$/i.test(host);
  const advice = isHere
    ? "It is on this machine, so the client does not heed NO_PROXY: give the system proxy: 'none'."
    : "Add it to the scenario's points, or give the system proxy: 'none' to let the agent out.";
  return `brownout: ${host} is no point of this scenario. ${advice}\n`;
}

/** The host of a request: `example.com`, or `example.com:8443` with a non-default port. */
function hostOf({ method, url = '', headers }: IncomingMessage): string {
  const named = method === 'CONNECT' ? url : (URL.parse(url)?.host ?? headers.host ?? '');
  const host = named.toLowerCase().replace(/:(80|443)$/, '');
  return host === '' ? 'an unnamed host' : host.slice(0, 300);
}
