import { delay, http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { api, check, inProcess, nonce, scenario, service, type System } from '../../index.ts';
import type { LoadReport } from '../model/load/load-report.ts';
import { load } from './load.ts';

/** A server in Node that orders, and passes on those headers of its caller's. */
const server = (...passedOn: readonly string[]) =>
  service({
    command: [
      process.execPath,
      '-e',
      `require('node:http').createServer(async (request, response) => {
        for await (const _ of request);
        const headers = {};
        for (const name of ${JSON.stringify(passedOn)}) headers[name] = request.headers[name];
        const reply = await fetch(process.env.SHOP + '/order', { method: 'POST', headers });
        const text = await reply.text();
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ status: 'done', order: JSON.parse(text).id }));
      }).listen(process.env.PORT, '127.0.0.1')`,
    ],
    env: (at) => ({ SHOP: at.url('shop') }),
    ask: 'POST /chat',
  });

/** A second of each phase. A shop takes 200 ms, so that several tasks are open at once. */
function put(system: System): Promise<LoadReport> {
  const order = http.post('/order', async () => {
    await delay(200);
    return HttpResponse.json({ id: nonce('OR') });
  });
  const orders = scenario('orders once', {
    points: { shop: api([order], { effects: ['POST /order'] }) },
    system,
    tasks: [{ input: 'order', expect: { effects: { 'POST /order': 1 } } }],
    plan: [],
    checks: [check('any', () => true)],
    deadline: '20 s',
  });
  const phases = { baseline: '1 s', fault: '1 s', recovery: '1 s' } as const;
  return load(orders, { mode: 'wire', seed: 1, load: { rate: 20, arrivals: 'constant', phases } });
}

const sum = ({ phases }: LoadReport, of: (one: LoadReport['phases'][number]) => number) =>
  phases.reduce((all, one) => all + of(one), 0);

test('every task of a server is asked, and its calls are its own', async () => {
  const report = await put(server('x-task-id'));
  expect(report).toMatchObject({ mode: 'wire', doubts: [], cut: null });
  expect(sum(report, ({ offered }) => offered)).toBe(60);
  expect(sum(report, ({ done }) => done)).toBe(60);
  expect(sum(report, ({ outcomes }) => outcomes.unaffected)).toBe(60);
  expect(sum(report, ({ points }) => points['shop']?.attempts ?? 0)).toBe(60);
});

test('calls that nobody can tell the task of leave nothing to say', async () => {
  const { doubts, gates, result } = await put(server());
  expect(doubts.join()).toMatch(/\d+ calls belong to no task/);
  expect(gates.every((gate) => gate.result === 'unknown')).toBe(true);
  expect(result).toBe('unknown');
});

test('a generator that cannot keep its clock gives no verdict', async () => {
  let asked = 0;
  const blocking = inProcess((at) => async () => {
    const reply = await fetch(`${at.url('shop')}/order`, { method: 'POST' });
    asked += 1;
    const untilMs = performance.now() + 400;
    // Nothing else in this process can run meanwhile.
    while (asked % 10 === 5 && performance.now() < untilMs);
    return { status: 'done', order: ((await reply.json()) as { id: string }).id };
  });
  const { invalid, gates, result, phases } = await put(blocking);
  expect(invalid.join()).toContain('tasks began late');
  expect(gates.every((gate) => gate.result === 'unknown')).toBe(true);
  expect(result).toBe('unknown');
  // Late, but none is left out.
  expect(phases.map(({ started }) => started)).toEqual([20, 20, 20]);
});
