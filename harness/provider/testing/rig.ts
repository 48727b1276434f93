import type { Incoming } from '../../model/call.ts';
import { sleep, wallClock, type Clock } from '../../model/clock.ts';
import { departure } from '../../model/departure.ts';
import type { Point, PointMaker, Surroundings } from '../../model/point.ts';
import type { Reply } from '../../model/reply.ts';

/** One request at a point, and the point's own answer. */
export interface RigCall {
  /** From 1. */
  readonly nth: number;
  readonly point: Point;
  readonly at: Surroundings;
  readonly answer: () => Promise<Reply>;
}

/** A point with a `fetch` in front, for tests with real client libraries. */
export interface Rig {
  readonly fetch: typeof fetch;
  readonly point: Point;
  readonly requests: readonly Incoming[];
  /** The time of each request (ms since the rig was made). */
  readonly atMs: readonly number[];
}

/** Opens the point; `strike` may replace a reply of the point. */
export function rig(
  maker: PointMaker,
  strike: (crossing: RigCall) => Promise<Reply> | Reply = ({ answer }) => answer(),
): Rig {
  const point = maker.open();
  const clock = wallClock();
  const requests: Incoming[] = [];
  const atMs: number[] = [];
  const fetchPoint: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const incoming = await incomingOf(request);
    const nth = requests.push(incoming);
    atMs.push(clock.nowMs());
    const at = surroundings(point, incoming, clock, nth);
    const answer = () => point.answer(incoming, at);
    const reply = await strike({ nth, point, at, answer });
    request.signal.throwIfAborted();
    return play(reply, request.signal);
  };
  return { fetch: fetchPoint, point, requests, atMs };
}

/** The surroundings that the gate would give the point for a request. */
export function surroundings(
  point: Point,
  incoming: Incoming,
  clock: Clock,
  attempt = 1,
  seed = 1,
): Surroundings {
  const { label, op, input } = point.read(incoming);
  const call = { id: attempt, point: 'model', label, site: { op, attempt }, task: 't1' };
  return {
    call: { ...call, acts: false, incoming, input },
    clock,
    seed,
    delivery: 1,
    left: departure(),
  };
}

/** A chat request as a client sends it. */
export function chatRequest(body: object): Incoming {
  return {
    method: 'POST',
    path: '/v1/chat/completions',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-5', messages: [{ role: 'user', content: 'Hi' }], ...body }),
  };
}

/** A clock that shows the time it is set to. */
export function standingClock(atMs = 0): Clock & { readonly set: (ms: number) => void } {
  let nowMs = atMs;
  return {
    nowMs: () => nowMs,
    sleep: () => Promise.resolve(),
    set: (ms) => {
      nowMs = ms;
    },
  };
}

async function incomingOf(request: Request): Promise<Incoming> {
  const { pathname, search } = new URL(request.url);
  return {
    method: request.method,
    path: pathname + search,
    headers: Object.fromEntries(request.headers),
    body: await request.text(),
  };
}

function play(reply: Reply, signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  let next = 0;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      signal.addEventListener('abort', () => controller.error(signal.reason), { once: true });
    },
    pull: async (controller) => {
      const frame = reply.frames[next++];
      if (!frame) return finish(reply, controller);
      if (frame.afterMs > 0) await sleep(frame.afterMs, signal);
      const { data } = frame;
      if (!signal.aborted) {
        controller.enqueue(typeof data === 'string' ? encoder.encode(data) : data);
      }
    },
  });
  return new Response(body, { status: reply.status, headers: reply.headers });
}

function finish(
  { end }: Reply,
  controller: ReadableStreamDefaultController<Uint8Array>,
): void | Promise<void> {
  if (end === 'done') return controller.close();
  // What `fetch` itself reports when a connection breaks in mid-body.
  if (end !== 'stall') return controller.error(new TypeError('terminated'));
  return new Promise(() => {});
}
