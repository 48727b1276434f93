import type { Incoming, Leaving } from '../../model/call.ts';
import { decoded, type Unreadable } from '../../model/json/decoded.ts';
import type { Delivery, Frame, NetworkCode, Reply, Sending } from '../../model/reply.ts';
import { bodyTimeout } from './client.ts';
import { headersIn, urlIn } from '../../model/http/request.ts';
import type { PlainHeaders } from '../../model/http/plain-headers.ts';
import { bodiless } from '../../model/http/text-response.ts';
import { responseOf } from './plain-response.ts';
import { here } from '../run-state.ts';
import { onAbort } from '../signals.ts';
import type { SimOptions } from '../sim-options.ts';

/** What the run's `fetch` leads to. */
interface Gate {
  readonly cross: (point: string, incoming: Incoming, left: Leaving) => Promise<Delivery>;
  /** Notes a request to a host that is no point; resolves when it would have failed. */
  readonly foreign: (host: string) => Promise<void>;
}

const domain = '.brownout.test';

/** The address of a point in sim; it exists only inside the run. */
export function simUrl(point: string, basePath: string): string {
  return `http://${point}${domain}${basePath}`;
}

/**
 * The run's `fetch`: takes each request through the gate and plays what comes back; `hosts` are
 * names of points by the hosts that lead to them. What is asked of
 * a host that is no point fails, as that of a host without an address does.
 */
export function simFetch(
  gate: () => Gate,
  points: readonly string[],
  hosts: ReadonlyMap<string, string> = new Map(),
): SimOptions['fetch'] {
  const byHost = new Map(points.map((point) => [`${point}${domain}`.toLowerCase(), point]));
  return async (request, { left, bodyMs }) => {
    const url = urlIn(request);
    const point = byHost.get(url.hostname) ?? hosts.get(url.host);
    if (point === undefined) {
      await gate().foreign(url.host);
      throw notAPoint(url, points);
    }
    const sent = headersIn(request);
    const isCoded = sent['content-encoding'] !== undefined;
    const { headers, body } = isCoded
      ? await decodedOf(request, sent)
      : { headers: sent, body: await request.text() };
    if (typeof body !== 'string') return new Response(null, { status: body });
    const { method } = request;
    const incoming = { method, path: url.pathname + url.search, headers, body };
    const delivery = await gate().cross(point, incoming, left);
    if (delivery.kind === 'never') return new Promise<never>(() => {});
    if (delivery.kind === 'broken') throw networkError(delivery.code);
    return played(delivery, request, bodyMs);
  };
}

async function decodedOf(
  request: Request,
  { 'content-encoding': encoding = '', ...headers }: PlainHeaders,
): Promise<{ readonly headers: PlainHeaders; readonly body: string | Unreadable }> {
  return { headers, body: decoded(Buffer.from(await request.arrayBuffer()), encoding) };
}

type Replied = Extract<Delivery, { kind: 'reply' }>;

function played({ reply, sending }: Replied, request: Request, bodyMs: number): Response {
  const { status, headers } = reply;
  if (bodiless.has(status)) {
    sending?.end('sent');
    return new Response(null, { status, headers });
  }
  const [only] = reply.frames;
  const isPlain = reply.end === 'done' && reply.frames.every((frame) => frame.afterMs === 0);
  if (isPlain && reply.frames.length <= 1) {
    const data = only?.data ?? '';
    if (typeof data === 'string') return responseOf(data, { status, headers });
    return new Response(data as Uint8Array<ArrayBuffer>, { status, headers });
  }
  return new Response(bodyOf(reply, request.signal, bodyMs, sending), { status, headers });
}

/** A body that arrives frame by frame, in the time of the run, and ends as the reply says. */
function bodyOf(
  reply: Reply,
  signal: AbortSignal,
  bodyMs: number,
  sending: Sending | undefined,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const bytes = ({ data }: Frame) => (typeof data === 'string' ? encoder.encode(data) : data);
  const patienceMs = bodyMs > 0 ? bodyMs : Number.POSITIVE_INFINITY;
  let next = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const after = (ms: number, then: () => void) =>
    new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        then();
        resolve();
      }, ms);
    });
  let release = () => {};
  const end = (how: 'sent' | 'left') => {
    release();
    sending?.end(how);
  };
  const stop = () => {
    clearTimeout(timer);
    end('left');
  };
  const send = (controller: ReadableStreamDefaultController<Uint8Array>, frame: Frame) => {
    sending?.piece();
    controller.enqueue(bytes(frame));
    // Nothing more is to be sent: who stops reading here, as at a last `[DONE]`, leaves nothing.
    if (next === reply.frames.length && reply.end === 'done') end('sent');
  };
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        const leave = () => {
          stop();
          controller.error(signal.reason);
        };
        const scope = here.getStore();
        if (signal.aborted) leave();
        else if (scope) release = onAbort(scope.run, signal, leave);
      },
      pull: (controller) => {
        const frame = reply.frames[next];
        const isStalled = frame ? frame.afterMs >= patienceMs : reply.end === 'stall';
        if (isStalled && patienceMs === Number.POSITIVE_INFINITY) return new Promise(() => {});
        if (isStalled) {
          return after(patienceMs, () => {
            end('left');
            controller.error(bodyTimeout());
          });
        }
        if (!frame) {
          end('sent');
          return finish(controller, reply);
        }
        next += 1;
        if (frame.afterMs === 0) return send(controller, frame);
        return after(frame.afterMs, () => send(controller, frame));
      },
      cancel: stop,
    },
    { highWaterMark: 0 },
  );
}

function finish(controller: ReadableStreamDefaultController<Uint8Array>, { end }: Reply): void {
  if (end === 'done') return controller.close();
  // As undici words it, cause and all: clients look at the cause to decide whether to retry.
  const cause =
    end === 'reset'
      ? Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' })
      : Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
  return controller.error(new TypeError('terminated', { cause }));
}

function networkError(code: NetworkCode): TypeError {
  const words = code === 'ECONNREFUSED' ? `connect ${code}` : `read ${code}`;
  const cause = Object.assign(new Error(words), { code, syscall: words.split(' ')[0] });
  return new TypeError('fetch failed', { cause });
}

/** It says why in its message, where people look first, and in its cause, as undici words it. */
function notAPoint({ host, hostname }: URL, points: readonly string[]): TypeError {
  const why =
    `in sim nothing leaves the process, and ${host} is no point of this scenario ` +
    `(${points.join(', ')})`;
  const code = 'ENOTFOUND';
  const cause = Object.assign(new Error(`getaddrinfo ${code} ${hostname}: ${why}`), { code });
  return new TypeError(`fetch failed: ${why}`, { cause });
}
