import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { api, check, http, HttpResponse, inProcess, scenario, slow, url } from '../../index.ts';
import { HarnessError } from '../model/error.ts';
import type { System } from '../model/scenario.ts';
import { findCapacity } from './capacity/find-capacity.ts';
import { sweepOf } from './curves/sweep.ts';
import { findTippingPoint } from './tipping/find-tipping-point.ts';

const limit = { timeout: 60_000 };

const asked = (system: System) =>
  scenario('asks', {
    points: { tool: api([http.post('/work', () => HttpResponse.json({ done: true }))]) },
    system,
    tasks: [{ input: 'ask' }],
    plan: [slow({ ms: 20 }).at('tool')],
    checks: [check('any', () => true)],
    deadline: '5 s',
  });

/** An agent that does not begin any more once `leave` was called. */
function leaving() {
  let isGone = false;
  const system = inProcess((at) => {
    if (isGone) {
      const fix = 'Start it.';
      throw new HarnessError('system-not-ready', { expected: 'an agent', got: 'none', fix });
    }
    return async () => {
      await fetch(`${at.url('tool')}/work`, { method: 'POST' });
      return { status: 'done' };
    };
  });
  const leave = () => {
    isGone = true;
  };
  return { scenario: asked(system), leave };
}

const phases = { baseline: '20 s', fault: '20 s', recovery: '60 s' } as const;
const load = { rate: 20, arrivals: 'constant', slo: { goodput: '>= 50 %' }, phases } as const;
const gone = 'which could not be tried (expected an agent, got none)';

test('an agent that is gone at the second rate leaves what the first came to', limit, async () => {
  const { scenario: its, leave } = leaving();
  const onRate = (_: number, before: object | null) => before && leave();
  const { capacity } = await findCapacity(its, { seed: 1, load, onRate });
  expect(capacity).toMatchObject({ result: 'unknown', holdsAt: 20, failsAt: null });
  expect(capacity.trials).toHaveLength(1);
  expect(capacity.cut).toBe(`ended at 40 tasks a second, ${gone}`);
});

test('an agent that is gone at the second fault leaves the first', limit, async () => {
  const { scenario: its, leave } = leaving();
  const { tipping } = await findTippingPoint(its, {
    seed: 1,
    depth: 'slow.ms=10..20/2',
    load,
    onFault: (_, before) => before && leave(),
  });
  expect(tipping.trials).toMatchObject([{ x: 10, outcome: 'returns' }]);
  expect(tipping.result).toBe('unknown');
  expect(tipping.cut).toBe(`ended at slow.ms 20 for 20000 ms, ${gone}`);
});

test('one that is not there at first is an error', limit, async () => {
  const { scenario: its, leave } = leaving();
  leave();
  const wanted = { code: 'system-not-ready' };
  await expect(findCapacity(its, { seed: 1, load })).rejects.toMatchObject(wanted);
});

test(
  'a server that refuses connections from the second level on leaves the first',
  limit,
  async () => {
    const server = createServer((_, reply) => reply.end('{"status":"done"}')).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    const close = () => {
      server.closeAllConnections();
      server.close();
    };
    onTestFinished(close);
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const system = url(address, { ask: 'POST /chat', readyWithin: '300 ms' });
    const short = { ...load, phases: { baseline: 500, fault: 500 } };
    const options = { seed: 1, seeds: 5, sweep: 'rate=15..20/2', load: short } as const;
    const sweep = await sweepOf(asked(system), options);
    const { curve } = await sweep.run(({ level }) => level > 1 && close());
    expect(curve.levels).toHaveLength(1);
    expect(curve.result).not.toBe('pass');
    expect(curve.cut).toMatch(
      /^ended at level 2 of 2, .* to accept connections, got .*ECONNREFUSED/,
    );
  },
);
