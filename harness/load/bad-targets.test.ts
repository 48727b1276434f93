import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { http, HttpResponse } from 'msw';
import { expect, onTestFinished, test } from 'vitest';
import { api, check, inProcess, scenario, slow, url, type ScenarioOptions } from '../../index.ts';
import { loadReportSchema } from '../model/load/load-report.ts';
import { load, watchedLoad } from './load.ts';

/** An agent at a server that answers so. */
async function agentAt(answer: RequestListener): Promise<{ server: Server; address: string }> {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const tool = api([http.post('/work', () => HttpResponse.json({ done: true }))]);

const asks = (options: Partial<ScenarioOptions>) =>
  scenario('asks', {
    points: { tool },
    system: inProcess((at) => async () => {
      const reply = await fetch(`${at.url('tool')}/work`, { method: 'POST' });
      return { status: reply.ok ? 'done' : 'failed' };
    }),
    tasks: [{ input: 'ask' }],
    plan: [],
    checks: [check('any', () => true)],
    deadline: '30 s',
    ...options,
  });

const steady = { rate: 40, arrivals: 'constant' } as const;

test('an agent that dies in the middle is asked on, and what it leaves has failed', async () => {
  let asked = 0;
  const { server, address } = await agentAt((_, reply) => {
    asked += 1;
    if (asked <= 40) return void reply.end('{"status":"done"}');
    server.close();
    server.closeAllConnections();
  });
  const system = url(address, { ask: 'POST /chat' });
  const phases = { baseline: '2 s' } as const;
  const slo = { goodput: '>= 99 %' };
  const report = await load(asks({ system }), { seed: 1, load: { ...steady, phases, slo } });
  expect(report).toMatchObject({ driver: 'autocannon', cut: null });
  const [phase] = report.phases;
  expect(phase).toMatchObject({ offered: 80, started: 80, done: 80, right: 40 });
  expect(phase?.outcomes).toMatchObject({ unaffected: 40, 'failed-loud': 40 });
  expect(report.result).not.toBe('pass');
  const [worst] = report.kept;
  expect(JSON.stringify(worst?.trace.events)).toMatch(/ECONNREFUSED|hang up|connection ended/);
});

test('an agent off this machine is refused before it is asked anything', async () => {
  const system = url('http://93.184.216.34', { ask: 'POST /chat' });
  await expect(load(asks({ system }), { seed: 1 })).rejects.toMatchObject({
    code: 'not-supported',
    got: '93.184.216.34:80',
    fix: expect.stringContaining('--allow-remote') as string,
  });
});

test.each(['autocannon', 'undici'] as const)(
  'a load that is stopped while its last tasks are open ends at once, asked by %s',
  async (driver) => {
    const stop = new AbortController();
    let [asked, left] = [0, 0];
    const all = Promise.withResolvers<void>();
    const { address } = await agentAt((_, reply) => {
      // It never answers; the load is stopped after the last has come.
      reply.on('close', () => {
        left += 1;
        if (left === 20) all.resolve();
      });
      asked += 1;
      if (asked === 20) stop.abort();
    });
    const system = url(address, { ask: 'POST /chat' });
    const phases = { baseline: '500 ms' } as const;
    const report = await load(asks({ system, deadline: '10 min' }), {
      seed: 1,
      driver,
      signal: stop.signal,
      load: { ...steady, phases },
    });
    expect(report).toMatchObject({ driver, cut: 'stopped in phase baseline', result: 'unknown' });
    expect(report.phases[0]).toMatchObject({ offered: 20, started: 20, done: 0 });
    // Nothing of it is left open at the agent.
    await all.promise;
  },
);

test.each(['baseline', 'fault', 'recovery'] as const)(
  'a load over sockets that is stopped in %s tells what there was',
  async (name) => {
    const stop = new AbortController();
    const phases = {
      baseline: '500 ms',
      fault: '500 ms',
      recovery: '500 ms',
      [name]: '60 s',
    } as const;
    const report = await watchedLoad(asks({ plan: [slow({ ms: 20 }).at('tool')] }), {
      seed: 1,
      mode: 'wire',
      signal: stop.signal,
      load: { ...steady, phases },
      onBegin: (progress) => {
        const look = setInterval(() => {
          const now = progress();
          if (now?.phase !== name || now.done === 0) return;
          clearInterval(look);
          stop.abort();
        }, 10);
      },
    });
    expect(loadReportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    expect(report.phases.at(-1)).toMatchObject({ name });
    expect(report).toMatchObject({ cut: `stopped in phase ${name}`, result: 'unknown' });
    expect(report.phases.every(({ done }) => done > 0)).toBe(true);
    expect(report.gates.every(({ result }) => result !== 'pass')).toBe(true);
  },
);
