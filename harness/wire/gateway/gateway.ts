import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server, Socket } from 'node:net';
import type { Incoming, Leaving } from '../../model/call.ts';
import { sleep } from '../../model/clock.ts';
import { depart, departure } from '../../model/departure.ts';
import type { Unreadable } from '../../model/json/decoded.ts';
import { HarnessError } from '../../model/error.ts';
import type { Delivery, Reply } from '../../model/reply.ts';
import { taskPath } from '../../model/trace/trace-context.ts';
import { callersOf } from '../../proxy/api/callers.ts';
import { aborted } from '../process/aborted.ts';
import { cut } from './cut.ts';
import { httpServer } from './http-server.ts';
import { authorityOf, receive } from './incoming.ts';
import { sendReply } from './send-reply.ts';
import { listen } from '../process/port.ts';

/** What a gateway serves, and the function that answers. */
export interface GatewayOptions {
  readonly points: readonly { readonly name: string; readonly basePath: string }[];
  /** Answers a request; `left` aborts when the client leaves or the gateway closes. */
  readonly cross: (point: string, incoming: Incoming, left: Leaving) => Promise<Delivery>;
  /** The host to listen at; 127.0.0.1 by default. */
  readonly host?: string;
  /** The agent's name for that host; `host` itself by default. */
  readonly name?: string;
  /** Fixed ports by point, for agents that cannot be configured; free ports by default. */
  readonly ports?: Readonly<Record<string, number>>;
  /** Whether requests from websites are refused; false by default. */
  readonly checksCallers?: boolean;
  /** Other names that it may be called by (`Host`) where callers are checked. */
  readonly callerNames?: readonly string[];
  /** Called with what `cross` threw, after the client got a 500; by default a process warning. */
  readonly onError?: (error: unknown, point: string) => void;
}

/** HTTP servers on loopback, one for each point. */
export interface Gateway {
  /**
   * The address of a point for the agent, without a slash at the end: `http://127.0.0.1:4711/v1`;
   * for one task `http://127.0.0.1:4711/brownout-task/during-1/v1`.
   */
  readonly url: (point: string, task?: string) => string;
  /** Answers a request for a point that came by another way than its port. */
  readonly serve: (point: string, request: IncomingMessage, response: ServerResponse) => void;
  /** The origin of each point: `http://127.0.0.1:4711`. */
  readonly origins: ReadonlySet<string>;
  /** Ends every connection, and stops listening. */
  readonly close: () => Promise<void>;
}

/**
 * Opens sockets in front of the points of a run.
 * @throws HarnessError `port-in-use` or `unknown-point`, with nothing left open.
 */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const { points, host = '127.0.0.1', name: called = host, ports = {} } = options;
  const names = points.map((point) => point.name);
  for (const name of Object.keys(ports)) if (!names.includes(name)) throw noPoint(name, names);
  const doors: Door[] = [];
  const urls = new Map<string, readonly [origin: string, basePath: string]>();
  const close = async () => void (await Promise.all(doors.map(shut)));
  try {
    for (const { name, basePath } of points) {
      const door = openDoor(name, options);
      doors.push(door);
      const port = await listen(door.server, ports[name] ?? 0, host, `point '${name}'`);
      const origin = `http://${called.includes(':') ? `[${called}]` : called}:${port}`;
      urls.set(name, [origin, basePath]);
    }
  } catch (error) {
    await close();
    throw error;
  }
  const url = (point: string, task?: string) => {
    const found = urls.get(point);
    if (found === undefined) throw noPoint(point, names);
    return found.join(task === undefined ? '' : taskPath(task));
  };
  const answer: Gateway['serve'] = (point, request, response) =>
    void serve(point, request, response, options);
  return {
    url,
    serve: answer,
    origins: new Set([...urls.values()].map(([origin]) => origin)),
    close,
  };
}

interface Door {
  readonly server: Server;
  readonly sockets: Set<Socket>;
}

function openDoor(point: string, options: GatewayOptions): Door {
  const sockets = new Set<Socket>();
  const { checksCallers, callerNames, host = '127.0.0.1' } = options;
  const callers = checksCallers ? callersOf(host, callerNames) : () => null;
  const server = httpServer((request, response) => {
    const { host: asked = authorityOf(request), origin } = request.headers;
    const foreign = callers({ host: asked, origin });
    if (foreign === null) void serve(point, request, response, options);
    else say(response, 403, `brownout: ${foreign}`);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return { server, sockets };
}

async function shut({ server, sockets }: Door): Promise<void> {
  if (!server.listening) return;
  const closed = new AbortController();
  server.close(() => closed.abort());
  for (const socket of sockets) socket.destroy();
  await sleep(2000, closed.signal);
}

async function serve(
  point: string,
  request: IncomingMessage,
  response: ServerResponse,
  options: GatewayOptions,
): Promise<void> {
  const left = departure();
  response.on('close', () => {
    // In HTTP/2 a stream that the client closed counts as finished.
    if (!response.writableEnded || !response.writableFinished) depart(left);
  });
  // Writing to a client that has gone is no error of ours; `close` says all there is to say.
  response.on('error', ignored);
  try {
    const incoming = await receive(request);
    if (incoming === 'gone') return;
    if (typeof incoming === 'number') {
      say(response, incoming, unreadable[incoming]);
      return;
    }
    const delivery = await options.cross(point, incoming, left);
    if (!left.aborted) await deliver(delivery, response, left);
    else if (delivery.kind === 'reply') giveUp(delivery.reply);
  } catch (error) {
    // One who answers may well stop by throwing when the client has gone.
    if (left.aborted && error instanceof Error && error.name === 'AbortError') return;
    if (response.headersSent) cut(response, 'reset');
    else say(response, 500, 'brownout: harness error');
    report(error, point, options);
  }
}

/**
 * Sends the result of a call. A broken connection is a reset at once, whatever its code: the client
 * was accepted, so it cannot get ECONNREFUSED; a real ETIMEDOUT takes minutes, and plans can delay
 * or hang; EPIPE is a reset that shows while writing.
 */
async function deliver(delivery: Delivery, response: ServerResponse, left: Leaving): Promise<void> {
  if (delivery.kind === 'reply') {
    const { reply, sending } = delivery;
    await sendReply(reply, response, left, sending?.piece);
    sending?.end(left.aborted ? 'left' : 'sent');
  } else if (delivery.kind === 'broken') cut(response, 'reset');
  else await aborted(left);
}

function ignored(): void {}

/** Nobody waits for what an upstream would still send. */
function giveUp({ live }: Reply): void {
  void live?.pieces[Symbol.asyncIterator]().return?.();
}

const unreadable: Readonly<Record<Unreadable, string>> = {
  400: 'brownout: the body is not what its content-encoding says',
  413: 'brownout: request over 32 MiB',
  415: 'brownout: no such content-encoding is known',
};

function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

function report(error: unknown, point: string, options: GatewayOptions): void {
  if (options.onError) options.onError(error, point);
  else process.emitWarning(`brownout: harness error at point '${point}': ${String(error)}`);
}

function noPoint(name: string, names: readonly string[]): HarnessError {
  const expected = `one of the points ${names.map((known) => `'${known}'`).join(', ')}`;
  const fix = 'Correct the name, or add the point to the scenario.';
  return new HarnessError('unknown-point', { expected, got: `'${name}'`, fix });
}
