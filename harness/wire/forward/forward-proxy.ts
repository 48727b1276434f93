import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { rootCertificates } from 'node:tls';
import { taskHeader } from '../../model/trace/trace-context.ts';
import { uriDecoded } from '../../model/http/uri-decoded.ts';
import { serverLimits } from '../gateway/http-server.ts';
import { listen } from '../process/port.ts';
import { tempFolder, type TempFolder } from '../process/temp-folder.ts';
import { makeCertificates } from './certificates.ts';
import { passOn, passThrough } from './pass-on.ts';
import { hostOf, refusalWords, say, sayTo, type Unreached } from './refusal.ts';
import { tunnelEnd, type Tunnel } from './tunnel.ts';

/** The HTTP proxy of a run: declared hosts lead to points, all others are refused. */
export interface ForwardProxy {
  /** The URL for HTTP_PROXY and HTTPS_PROXY, `http://127.0.0.1:4711`; for one task that of its own. */
  readonly url: (task?: string) => string;
  /** The file of the certificates (PEM) that the agent must trust; absent without declared hosts. */
  readonly certificates?: string;
  readonly close: () => Promise<void>;
}

/** Where the proxy listens, what it leads to, and what it refuses. */
export interface ForwardProxyOptions {
  /** The host to listen at; 127.0.0.1 by default. */
  readonly host?: string;
  /** The agent's name for that host; `host` itself by default. */
  readonly name?: string;
  /** The names of points by the hosts that lead to them; none by default. */
  readonly hosts?: ReadonlyMap<string, string>;
  /** Answers a request for a point. */
  readonly serve?: (point: string, request: IncomingMessage, response: ServerResponse) => void;
  /** Whether requests to other hosts are passed on to them; false by default. */
  readonly passesOthers?: boolean;
  /** Called with each request that comes to no point and is not passed on. */
  readonly refused: (refusal: Unreached) => void;
}

/** Opens a proxy that replies 403 for every host that is no point: CONNECT, absolute form, upgrades. */
export async function openForwardProxy(options: ForwardProxyOptions): Promise<ForwardProxy> {
  const { host = '127.0.0.1', name = host, hosts = new Map(), passesOthers = false } = options;
  const sockets = new Set<Duplex>();
  const trusted = hosts.size > 0 ? await trust([...hosts.keys()], passesOthers) : null;
  const way: Way = { ...options, hosts, passesOthers, isClosing: false };
  const server = createServer(serverLimits, onRequest(way));
  server.on('connect', onConnect(way, tunnels(way), trusted?.end));
  server.on('clientError', (_, socket) => socket.destroy());
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const close = async () => {
    way.isClosing = true;
    await closed(server, sockets);
    trusted?.folder.remove();
  };
  const port = await listen(server, 0, host, "the agent's proxy").catch(async (error: unknown) => {
    trusted?.folder.remove();
    throw error;
  });
  const at = `${name.includes(':') ? `[${name}]` : name}:${port}`;
  return {
    // Python tells a proxy's user only where there is a password.
    url: (task) => `http://${task === undefined ? '' : `${encodeURIComponent(task)}:task@`}${at}`,
    ...(trusted && { certificates: trusted.file }),
    close,
  };
}

/** What a proxy does with requests. */
interface Way extends Pick<ForwardProxyOptions, 'serve' | 'refused'> {
  readonly hosts: ReadonlyMap<string, string>;
  readonly passesOthers: boolean;
  isClosing: boolean;
}

/** What agents must trust, in a file, and how tunnels end; the key stays in memory. */
async function trust(
  hosts: readonly string[],
  passesOthers: boolean,
): Promise<{ file: string; folder: TempFolder; end: ReturnType<typeof tunnelEnd> }> {
  const made = await makeCertificates(hosts);
  const folder = tempFolder('certificates');
  const file = join(folder.path, 'authority.pem');
  // Most clients trust nothing beside this file.
  const all = [made.authority, ...(passesOthers ? rootCertificates : [])];
  writeFileSync(file, all.map((pem) => `${pem.trim().replaceAll('\r', '')}\n`).join(''), {
    mode: 0o600,
  });
  return { file, folder, end: tunnelEnd(made) };
}

function onRequest(way: Way): RequestListener {
  return (request, response) => {
    const host = hostOf(request);
    const point = way.hosts.get(host);
    const from = { host, ...taskOf(request) };
    if (point !== undefined) lead(way, point, from, request, response);
    else if (way.passesOthers) passOn(request, response);
    else {
      way.refused(from);
      say(response, 403, refusalWords(host));
    }
  };
}

function onConnect(
  way: Way,
  tunnelTo: ReturnType<typeof tunnels>,
  end: ReturnType<typeof tunnelEnd> | undefined,
) {
  return (request: IncomingMessage, raw: Duplex, head: Buffer): void => {
    const host = hostOf(request);
    const point = way.hosts.get(host);
    const from = { host, ...taskOf(request) };
    raw.on('error', () => {});
    if (point !== undefined && end) end(raw as Socket, head, tunnelTo(point, from));
    else if (way.passesOthers) passThrough(request.url ?? '', raw, head);
    else {
      way.refused(from);
      sayTo(raw, '403 Forbidden', refusalWords(host));
    }
  };
}

/** Serves what comes out of tunnels: a request in one has no word of the point that it is for. */
function tunnels(way: Way): (point: string, from: Unreached) => Tunnel {
  const used = new WeakSet<Duplex>();
  const leading = new WeakMap<Duplex, readonly [point: string, from: Unreached]>();
  const server = createServer(serverLimits, (request, response) => {
    used.add(request.socket);
    const to = leading.get(request.socket);
    if (to) lead(way, ...to, request, response);
  });
  server.on('clientError', ({ code = '' }: NodeJS.ErrnoException, socket) => {
    const [, from] = leading.get(socket) ?? [];
    const isFirst = !used.has(socket) && code.startsWith('HPE_');
    used.add(socket);
    if (isFirst && from) way.refused({ ...from, why: 'unspoken' });
    socket.destroy();
  });
  return (point, from) => ({
    serve: (clear) => {
      leading.set(clear, [point, from]);
      server.emit('connection', clear);
    },
    isUsed: (clear) => used.has(clear),
    missed: (why) => {
      if (!way.isClosing) way.refused({ ...from, why });
    },
  });
}

/** Takes a request to its point, as if it had been asked at its own address. */
function lead(
  { serve, refused }: Way,
  point: string,
  from: Unreached,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (request.headers.upgrade?.toLowerCase() === 'websocket') {
    refused({ ...from, why: 'unspoken' });
    const words = `brownout: the point '${point}' speaks HTTP, and no WebSocket. Have the agent use HTTP.\n`;
    say(response, 426, words, { upgrade: 'HTTP/1.1' });
    return;
  }
  delete request.headers['proxy-authorization'];
  delete request.headers['proxy-connection'];
  if (from.task !== undefined) request.headers[taskHeader] = from.task;
  serve?.(point, request, response);
}

/** The task that the client names to the proxy by its address. */
function taskOf({ headers }: IncomingMessage): Pick<Unreached, 'task'> {
  const [, basic = ''] = /^basic (.+)$/i.exec(headers['proxy-authorization'] ?? '') ?? [];
  const [user = ''] = Buffer.from(basic, 'base64').toString().split(':');
  return user === '' ? {} : { task: uriDecoded(user) };
}

function closed(server: Server, sockets: ReadonlySet<Duplex>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
