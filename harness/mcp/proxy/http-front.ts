import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sleep } from '../../model/clock.ts';
import type { Incoming } from '../../model/call.ts';
import type { Delivery, Reply } from '../../model/reply.ts';
import { callersOf } from '../../proxy/api/callers.ts';
import { receive } from '../../wire/gateway/incoming.ts';
import { sendReply } from '../../wire/gateway/send-reply.ts';
import { aborted } from '../../wire/process/aborted.ts';
import { listen } from '../../wire/process/port.ts';
import { mcpRequestIn } from '../request.ts';
import { backward, type HttpServer } from './http-server.ts';

/** What a front over HTTP needs. */
export interface HttpFrontOptions {
  readonly host: string;
  readonly port: number;
  readonly server: HttpServer;
  /** Takes a message through the faults. */
  readonly cross: (incoming: Incoming, signal: AbortSignal) => Promise<Delivery>;
  readonly onError: (error: unknown) => void;
}

/** The client's side of a reverse proxy. */
export interface HttpFront {
  /** The address that stands for that of the server. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Opens the front.
 * @throws HarnessError `port-in-use`
 */
export async function openHttpFront(options: HttpFrontOptions): Promise<HttpFront> {
  const { host, port, server, onError } = options;
  const callers = callersOf(host);
  const limits = { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 };
  const front = createServer(limits, (request, response) => {
    const foreign = callers(request.headers);
    if (foreign !== null) return void response.writeHead(403).end(`brownout: ${foreign}`);
    const left = new AbortController();
    response.once('close', () => left.abort());
    // A client that has gone is no error of ours.
    response.on('error', () => {});
    serve(request, response, left.signal, options).catch((error: unknown) => {
      if (left.signal.aborted) return;
      if (response.headersSent) request.socket.resetAndDestroy();
      else response.writeHead(500).end('brownout: harness error');
      onError(error);
    });
  });
  const got = await listen(front, port, host, 'the front of the MCP server');
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${name}:${got}${server.url.pathname}`,
    close: async () => {
      const ended = new Promise((resolve) => front.close(resolve));
      front.closeAllConnections();
      await ended;
    },
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  signal: AbortSignal,
  { server, cross }: HttpFrontOptions,
): Promise<void> {
  const incoming = await receive(request);
  if (incoming === 'gone') return;
  if (typeof incoming === 'number') return void response.writeHead(incoming).end();
  const refusal = refusalOf(incoming);
  if (refusal !== null) return void response.writeHead(refusal).end();
  const asked = mcpRequestIn(incoming);
  // An answer to a question of the server, the request for a stream of its own, or no message at all.
  if (asked === null || asked.method === '') return pass(incoming, response, signal, server);
  const begin = ({ status, headers }: Pick<Reply, 'status' | 'headers'>) => {
    if (!response.headersSent) response.writeHead(status, headers);
  };
  const delivery = await server.hearing(
    (event, head) => {
      if (signal.aborted || response.writableEnded) return;
      begin(head);
      response.write(event);
    },
    () => cross(incoming, signal),
  );
  if (delivery.kind === 'never') return aborted(signal);
  if (delivery.kind === 'broken') return void request.socket.resetAndDestroy();
  const { reply, sending } = delivery;
  if (response.headersSent) await sendRest(reply, response, signal);
  else await sendReply(reply, response, signal, sending?.piece);
  sending?.end(signal.aborted ? 'left' : 'sent');
}

/** The status of a request that `fetch` cannot pass on, and that MCP has no use for; null for any other. */
function refusalOf({ method, body }: Incoming): 400 | 405 | null {
  if (/^(TRACE|TRACK|CONNECT)$/i.test(method)) return 405;
  return /^(GET|HEAD)$/i.test(method) && body !== '' ? 400 : null;
}

/** The answer in a stream that has begun; a status that comes too late leaves it without one. */
async function sendRest(
  reply: Reply,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const frames = reply.status < 400 ? reply.frames : [];
  for (const { afterMs, data } of frames) {
    if (afterMs > 0) await sleep(afterMs, signal);
    if (signal.aborted) return;
    response.write(data);
  }
  const { socket } = response.req;
  if (reply.end === 'stall') await aborted(signal);
  else if (reply.end === 'done') response.end();
  else if (reply.end === 'fin') response.write('', () => socket.destroySoon());
  else response.write('', () => socket.resetAndDestroy());
}

async function pass(
  incoming: Incoming,
  response: ServerResponse,
  signal: AbortSignal,
  server: HttpServer,
): Promise<void> {
  const passed = await server.pass(incoming, signal);
  response.writeHead(passed.status, backward(passed.headers));
  response.flushHeaders();
  if (passed.body === null) return void response.end();
  await pipeline(Readable.fromWeb(passed.body as never), response).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
