import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { sleep } from '../../model/clock.ts';
import { nodeHttp } from '../http/node-http.ts';
import { readBody } from './endpoints/body.ts';
import type { Callers } from './callers.ts';
import type { Api, Endpoint } from './endpoints/endpoint.ts';
import { endpointsOf } from './endpoints/endpoints.ts';
import { asRefusal } from './refusal.ts';
import { bare, plain, refused, type ApiReply } from './reply.ts';
import { match } from './endpoints/router.ts';

/** Limits of time (ms) and size of a request; the real server's by default. */
export interface ServerLimits {
  /** The most time to read the header, and then to read the body (ms). */
  readonly readMs: number;
  /** The most time to make the reply (ms); the reply is a 503 afterwards. */
  readonly handlerMs: number;
  /** The most time without progress while a reply is sent (ms). */
  readonly writeMs: number;
  /** The most time between two requests of a connection (ms). */
  readonly idleMs: number;
  readonly maxBodyBytes: number;
}

const usual: ServerLimits = {
  readMs: 15_000,
  handlerMs: 25_000,
  writeMs: 30_000,
  idleMs: 60_000,
  // The real server has no limit: a list of a hundred thousand proxies is smaller.
  maxBodyBytes: 16 << 20,
};

/** Makes the HTTP server of the API; it does not listen yet. */
export function apiServer(api: Api, callers: Callers, limits: Partial<ServerLimits> = {}): Server {
  const within = { ...usual, ...limits };
  const server = nodeHttp.createServer({
    headersTimeout: within.readMs,
    // The body has a limit of its own, which is answered.
    requestTimeout: 0,
    connectionsCheckingInterval: Math.min(1000, within.readMs),
    keepAliveTimeout: within.idleMs,
    maxHeaderSize: 1 << 20,
  });
  server.timeout = within.writeMs;
  const served = { api, callers, endpoints: endpointsOf(api), limits: within };
  server.on('request', (request, response) => void serve(served, request, response));
  server.on('clientError', (error: ParseError, socket) =>
    refuseConnection(served.endpoints, error, socket),
  );
  return server;
}

interface Served {
  readonly api: Api;
  readonly callers: Callers;
  readonly endpoints: readonly Endpoint[];
  readonly limits: ServerLimits;
}

async function serve(
  served: Served,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const reply = await answer(served, request, response);
  if (!response.destroyed) send(response, reply);
}

async function answer(
  { api, callers, endpoints, limits }: Served,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<ApiReply> {
  const { method = '', url = '', headers } = request;
  const foreign = callers(headers);
  if (foreign !== null) return plain(403, foreign);
  const found = match(endpoints, method, url);
  if (found.kind === 'bad-target') return badRequest;
  if (found.kind === 'moved') return bare(301, { location: found.to });
  if (found.kind === 'wrong-method') return bare(405);
  if (found.kind === 'not-found') return plain(404, '404 page not found');
  response.setHeader('x-toxiproxy-request-id', randomBytes(10).toString('hex'));
  // A page in a browser must not be able to drive a server on this machine.
  if (headers['user-agent']?.startsWith('Mozilla/')) return plain(403, 'User agent not allowed');
  const asked = {
    param: (name: string) => found.params[name] ?? '',
    query: new URLSearchParams(url.split('?')[1]),
    body: () => readBody(request, { maxBytes: limits.maxBodyBytes, limitMs: limits.readMs }),
  };
  return await inTime(limits.handlerMs, async () => {
    try {
      return await found.route.answer(api, asked);
    } catch (error) {
      return refused(asRefusal(error));
    }
  });
}

async function inTime(limitMs: number, work: () => Promise<ApiReply>): Promise<ApiReply> {
  const done = new AbortController();
  const late = sleep(limitMs, done.signal).then(() => timedOut);
  const reply = await Promise.race([work(), late]);
  done.abort();
  return reply;
}

/** The reply of Go's `http.TimeoutHandler`. */
const timedOut: ApiReply = {
  status: 503,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<html><head><title>Timeout</title></head><body><h1>Timeout</h1></body></html>',
};

/** The reply of Go's server to a request that it cannot parse. */
const badRequest: ApiReply = {
  status: 400,
  headers: { 'content-type': 'text/plain; charset=utf-8', connection: 'close' },
  body: '400 Bad Request',
};

function send(response: ServerResponse, reply: ApiReply): void {
  if ('stream' in reply) {
    reply.stream(response);
    return;
  }
  // A body that was not read would be taken for the next request.
  if (!response.req.complete) response.setHeader('connection', 'close');
  response.writeHead(reply.status, {
    ...reply.headers,
    ...(reply.status === 204 ? {} : { 'content-length': Buffer.byteLength(reply.body) }),
  });
  response.end(reply.body);
}

/** The error of Node's parser for a malformed request, with its bytes. */
interface ParseError extends NodeJS.ErrnoException {
  readonly rawPacket?: Uint8Array;
}

function refuseConnection(endpoints: readonly Endpoint[], error: ParseError, socket: Duplex): void {
  const isLate = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' || error.code === 'ECONNRESET';
  if (isLate || !socket.writable) {
    socket.destroy();
    return;
  }
  const [says, body = says] = statusOf(endpoints, error);
  const head = 'Content-Type: text/plain; charset=utf-8\r\nConnection: close';
  const length = `Content-Length: ${Buffer.byteLength(body)}`;
  socket.end(`HTTP/1.1 ${says}\r\n${head}\r\n${length}\r\n\r\n${body}`);
}

/** The status line for a malformed request, and its body if that differs. */
function statusOf(
  endpoints: readonly Endpoint[],
  { code, rawPacket = new Uint8Array() }: ParseError,
): readonly [status: string, body?: string] {
  if (code === 'HPE_HEADER_OVERFLOW') return ['431 Request Header Fields Too Large'];
  const line = Buffer.from(rawPacket.subarray(0, 8_192)).toString('latin1').split('\r\n')[0] ?? '';
  const [, method = '', target] = /^([!#$%&'*+.^`|~\w-]+) (\S+) HTTP\/1\.[01]$/.exec(line) ?? [];
  // Node's parser knows some methods; Go's takes any word for one.
  if (code !== 'HPE_INVALID_METHOD' || target === undefined) return ['400 Bad Request'];
  const { kind } = match(endpoints, method, target);
  if (kind === 'bad-target') return ['400 Bad Request'];
  return kind === 'not-found'
    ? ['404 Not Found', '404 page not found']
    : ['405 Method Not Allowed', ''];
}
