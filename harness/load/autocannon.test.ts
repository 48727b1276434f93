import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createPlainServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import autocannon, { type Client } from 'autocannon';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { api, check, scenario, url as agentAt } from '../../index.ts';
import type { LoadPhaseReport } from '../model/load/load-report.ts';
import { load } from './load.ts';

/** What autocannon makes of a server, and what a load makes of it, at the same rate for as long. */
interface Both {
  readonly stock: autocannon.Result;
  readonly ours: LoadPhaseReport;
  /** When each request came, since the first one, of stock and of ours (ms). */
  readonly came: { readonly stock: readonly number[]; readonly ours: readonly number[] };
  /** What was read as a body. */
  readonly bodies: { readonly stock: Set<string>; readonly ours: Set<string> };
}

type Answer = (request: IncomingMessage, response: ServerResponse, sinceMs: number) => void;

async function both(
  answer: Answer,
  { rate, seconds }: { rate: number; seconds: number },
): Promise<Both> {
  const bodies = { stock: new Set<string>(), ours: new Set<string>() };
  const first = await serving(answer, async (url) => {
    const setupClient = (client: Client) =>
      void client.on('body', (body: Buffer) => bodies.stock.add(String(body)));
    return await autocannon({
      url,
      connections: 10,
      overallRate: rate,
      duration: seconds,
      setupClient,
    });
  });
  const second = await serving(answer, (url) =>
    ours(url, { rate, seconds, heard: (body) => bodies.ours.add(body) }),
  );
  return {
    stock: first.result,
    ours: second.result,
    came: { stock: first.came, ours: second.came },
    bodies,
  };
}

/** A server that answers so while something is done with it. */
async function serving<T>(answer: Answer, use: (url: string) => Promise<T>) {
  const came: number[] = [];
  let firstMs: number | undefined;
  const server = createServer((request, response) => {
    const nowMs = performance.now();
    firstMs ??= nowMs;
    came.push(nowMs - firstMs);
    answer(request, response, nowMs - firstMs);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    return { result: await use(`http://127.0.0.1:${port}`), came };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** How a load asks. */
interface Asking {
  readonly rate: number;
  readonly seconds: number;
  readonly heard: (body: string) => void;
  readonly deadlineMs?: number;
}

async function ours(
  url: string,
  { rate, seconds, heard, deadlineMs = 10_000 }: Asking,
): Promise<LoadPhaseReport> {
  const asking = scenario('asks once', {
    points: { none: api([http.get('/', () => HttpResponse.json({}))]) },
    system: agentAt(url, {
      ask: 'GET /',
      answer: (text) => {
        heard(text);
        return { status: 'done' };
      },
    }),
    tasks: [{ input: 'ask' }],
    plan: [],
    checks: [check('any', () => true)],
    deadline: deadlineMs,
  });
  const phases = { baseline: seconds * 1000 };
  const options = { rate, arrivals: 'constant', phases } as const;
  const report = await load(asking, { seed: 1, load: options });
  const [phase] = report.phases;
  if (!phase) throw new Error('no phase');
  expect(report.driver).toBe('autocannon');
  return phase;
}

const soon: Answer = (_, response) => void response.end('ok');

/** Answers at once, but nothing between these times. */
const stalls =
  (fromMs: number, toMs: number): Answer =>
  (_, response, sinceMs) => {
    const waitMs = sinceMs >= fromMs && sinceMs < toMs ? toMs - sinceMs : 0;
    setTimeout(() => response.end('ok'), waitMs);
  };

test('a stall adds no replies that never were, and holds back no arrivals', async () => {
  const { stock, ours: phase, came } = await both(stalls(500, 2000), { rate: 50, seconds: 2 });
  // Stock fills in what it thinks it missed, and sends no more than it has connections.
  const { totalCount } = stock.latency as unknown as { readonly totalCount: number };
  expect(totalCount).toBeGreaterThan(1.5 * stock['2xx']);
  const meanwhile = (all: readonly number[]) => all.filter((ms) => ms > 600 && ms < 1900).length;
  expect(meanwhile(came.stock)).toBeLessThanOrEqual(10);
  expect(meanwhile(came.ours)).toBeGreaterThan(30);
  expect(came.ours).toHaveLength(100);
  expect(phase).toMatchObject({ offered: 100, done: 100, right: 100 });
  // From when they were meant to begin: three quarters of them waited, half a second or more on average.
  expect(phase.responseMs.p50).toBeGreaterThan(400);
});

test('arrivals are spread over each second', async () => {
  const { came } = await both(soon, { rate: 100, seconds: 3 });
  // Stock sends a second's share at once: most of the time it sends nothing.
  const moments = (all: readonly number[]) => new Set(all.map((ms) => Math.floor(ms / 30))).size;
  expect(moments(came.ours)).toBeGreaterThan(moments(came.stock));
});

test('a reply that breaks off is a failure', async () => {
  const cut: Answer = (_, response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('half of it', () => response.socket?.end());
  };
  const { stock, ours: phase } = await both(cut, { rate: 20, seconds: 1 });
  expect(stock.errors).toBe(0);
  expect(phase.outcomes['failed-loud']).toBe(20);
});

test('a server that refuses connections is asked no more often', async () => {
  const { stock, phase } = await refused();
  expect(stock.errors).toBeGreaterThan(100);
  expect(phase).toMatchObject({ offered: 10, done: 10 });
  expect(phase.outcomes['failed-loud']).toBe(10);
});

/** A port at which nobody listens any more after the first connection, by which an agent is known to be ready. */
async function refused() {
  const server = createPlainServer((socket) => {
    socket.destroy();
    server.close();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const phase = await ours(url, { rate: 10, seconds: 1, heard: () => {} });
  const stock = await autocannon({ url, connections: 10, overallRate: 10, duration: 1 });
  return { stock, phase };
}

test('what is under way at the end is waited for', async () => {
  const slow: Answer = (_, response) => void setTimeout(() => response.end('ok'), 3000);
  const { stock, ours: phase, came } = await both(slow, { rate: 10, seconds: 1 });
  expect(stock['2xx']).toBeLessThan(came.stock.length);
  expect(phase).toMatchObject({ offered: 10, done: 10, right: 10 });
});

test('what is never answered counts with the time that it was waited for', async () => {
  const never: Answer = () => {};
  const { result: stock } = await serving(never, (url) =>
    autocannon({ url, connections: 10, overallRate: 10, duration: 3, timeout: 1 }),
  );
  expect(stock.timeouts).toBeGreaterThan(0);
  expect((stock.latency as unknown as { readonly totalCount: number }).totalCount).toBe(0);
  const asking = { rate: 10, seconds: 2, heard: () => {}, deadlineMs: 1000 };
  const { result: phase } = await serving(never, (url) => ours(url, asking));
  expect(phase).toMatchObject({ offered: 20, done: 20, right: 0 });
  expect(phase.outcomes.hung).toBe(20);
  expect(phase.responseMs.p50).toBeGreaterThanOrEqual(990);
});

test('a character that comes in two pieces is read as one', async () => {
  const split: Answer = (_, response) => {
    const bytes = Buffer.from('naïve');
    response.writeHead(200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, 3));
    setTimeout(() => response.end(bytes.subarray(3)), 100);
  };
  const { bodies } = await both(split, { rate: 10, seconds: 1 });
  // On a busy machine some may come in one piece all the same.
  expect([...bodies.stock]).toContain('na\ufffd');
  expect([...bodies.ours]).toEqual(['naïve']);
});
