import { fileURLToPath } from 'node:url';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  api,
  completes,
  exactlyOnce,
  honest,
  nonce,
  readTasks,
  run,
  scenario,
  service,
} from '../../../index.ts';
import { redisAddress, redisProgram } from '../../../scenarios/caching/redis-server.ts';
import { load } from '../../load/load.ts';
import { isAlive } from '../process/testing/is-alive.ts';
import type { Duration } from '../../model/options/duration.ts';
import type { ServiceOptions } from '../agent/service-options.ts';
import { services } from '../agent/services-fixture.ts';

const { start, printed } = services();
const hasRedis = redisProgram() !== null;
const redis = `redis://${hasRedis ? await redisAddress() : 'none'}`;

const onQueue = {
  ready: /^ready$/,
  whenLeft: 'goes on',
  outlives: true,
  needsRedis: true,
} as const;

/** An agent of the contract: how it is started and asked, and what becomes of it when nobody waits. */
const ways: Readonly<Record<string, AgentOfWay>> = {
  'by a POST': { ask: 'POST /chat', agent: ['http-agent.ts'] },
  'by A2A, streamed': { ask: 'a2a', agent: ['a2a-agent.ts', '1.0', 'streamed'] },
  'by A2A, polled': { ask: 'a2a /', agent: ['a2a-agent.ts', '1.0', 'polled'] },
  'by A2A 0.3, streamed': { ask: 'a2a', agent: ['a2a-agent.ts', '0.3', 'streamed'] },
  'by A2A 0.3, polled': { ask: 'a2a', agent: ['a2a-agent.ts', '0.3', 'polled'] },
  'by AG-UI': { ask: 'ag-ui /agent', agent: ['ag-ui-agent.ts'] },
  'on a terminal': {
    ask: 'terminal',
    agent: ['terminal-agent.ts'],
    ready: /^> $/m,
    until: /^> $/m,
    whenLeft: 'is killed',
    rate: 5,
    deadline: '5 s',
  },
  'by a list of Redis': {
    ask: `list desk-list ${redis}`,
    agent: ['queue-agent.ts', 'list', redis, 'desk-list'],
    ...onQueue,
  },
  'by a stream of Redis': {
    ask: `stream desk-stream ${redis}`,
    agent: ['queue-agent.ts', 'stream', redis, 'desk-stream'],
    ...onQueue,
  },
};

interface AgentOfWay extends Pick<ServiceOptions, 'ready' | 'until'> {
  readonly ask: string;
  readonly agent: readonly string[];
  /** What becomes of it when nobody waits any more. */
  readonly whenLeft?: 'is told' | 'is killed' | 'goes on';
  /** Whether a message outlives the process that has it, and is given to the next. */
  readonly outlives?: boolean;
  readonly needsRedis?: boolean;
  /** What a task may take; one that starts a program takes longer. */
  readonly deadline?: Duration;
  /** Tasks a second under load. */
  readonly rate?: number;
}

const shop = api([http.post('/orders', () => HttpResponse.json({ id: nonce('OR') }))], {
  effects: ['POST /orders'],
});
const order = {
  input: 'order',
  expect: { effects: { 'POST /orders': 1 }, answer: /^Ordered OR-/ },
};

describe.each(Object.entries(ways))('an agent that is asked %s', (_, way) => {
  const { ask, agent, rate = 25, deadline = '1 s', ...rest } = way;
  const { whenLeft = 'is told', outlives = false, needsRedis: needs = false, ...more } = rest;
  const [file = '', ...words] = agent;
  const path = fileURLToPath(new URL(`testing/${file}`, import.meta.url));
  const options = { command: [process.execPath, path, ...words], ask, ...more };
  const system = service({ ...options, env: (at) => ({ SHOP: at.url('shop') }) });
  const base = { points: { shop }, system, plan: [] };
  const still = new AbortController().signal;

  beforeEach(({ skip }) => {
    if (needs && !hasRedis) skip('this machine has no redis-server');
  });

  test('answers, and fails with what it says', async () => {
    const running = await start(options);
    expect(await running.ask({ id: 't1', input: 'tea' }, still)).toBe('Noted "tea" after [].');
    await expect(running.ask({ id: 't2', input: 'fail' }, still)).rejects.toThrow(/busy/);
    const one = running.ask({ id: 't3', input: { to: 'Rome' } }, still);
    expect(String(await one).replaceAll('\\', '')).toMatch(/^Noted "?{"to":"Rome"}"? after \[]/);
  });

  test(`${whenLeft} when nobody waits any more`, async () => {
    const running = await start(options);
    const leaving = new AbortController();
    const asked = running.ask({ id: 't1', input: 'hang' }, leaving.signal);
    asked.catch(() => {});
    const hanging = await printed(running, /hanging \d+/);
    const pid = Number(/\d+/.exec(hanging)?.[0]);
    leaving.abort(new Error('over'));
    await expect(asked).rejects.toThrow('over');
    if (whenLeft === 'is told') await printed(running, 'stopped');
    if (whenLeft === 'is killed') {
      await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000 });
    }
    expect(await running.ask({ id: 't2', input: 'tea' }, still)).toMatch(/^Noted/);
  });

  test(`${outlives ? 'is given it again' : 'fails'} where it dies in the middle`, async () => {
    const running = await start(options);
    const asked = running.ask({ id: 't1', input: 'die' }, still);
    if (outlives) await printed(running, 'dying');
    else await expect(asked).rejects.toThrow(/exit code 9/);
    await running.crash?.();
    if (outlives) expect(await asked).toBe('Noted "die again" after [].');
    expect(await running.ask({ id: 't1', input: 'tea' }, still)).toMatch(/^Noted/);
  });

  test('keeps each of several conversations', async () => {
    const tasks = ['Rome', 'Oslo', 'Bern'].map((city) => ({
      input: city,
      turns: ['Friday', 'book'],
      expect: { answer: `Noted "book" after ["${city}","Friday"].` },
    }));
    const checks = [completes()];
    const title = 'conversations are kept apart';
    const { trace, verdicts } = await run(
      scenario(title, { ...base, tasks, atOnce: 3, checks, phases: ['fault'] }),
      { mode: 'wire', seed: 1 },
    );
    expect(verdicts.filter(({ verdict }) => verdict.result === 'fail')).toEqual([]);
    const endings = readTasks(trace).tasks.map(({ ending }) => ending);
    expect(endings).toMatchObject(tasks.map(() => ({ how: 'answered', correct: true })));
  });

  test('has the calls of each task for itself', async () => {
    const checks = [completes(), exactlyOnce('shop'), honest()];
    const tasks = Array.from({ length: 4 }, () => order);
    const { result, verdicts } = await run(
      scenario('each orders once', { ...base, tasks, atOnce: 4, checks, phases: ['fault'] }),
      { mode: 'wire', seed: 1 },
    );
    expect(verdicts.filter(({ verdict }) => verdict.result !== 'pass')).toEqual([]);
    expect(result).toBe('pass');
  });

  test('hangs until the limit, and is cut off', async () => {
    const tasks = [{ input: 'hang' }, { input: 'tea' }];
    const limited = { deadline, phases: ['fault'] } as const;
    const { trace } = await run(
      scenario('it hangs', { ...base, ...limited, tasks, checks: [completes()] }),
      { mode: 'wire', seed: 1 },
    );
    const endings = readTasks(trace).tasks.map(({ ending }) => ending);
    expect(endings).toMatchObject([{ how: 'hung', why: 'deadline' }, { how: 'answered' }]);
  });

  test('is put under load', async () => {
    const loaded = scenario('orders under load', {
      ...base,
      tasks: [order],
      checks: [completes()],
      deadline: '30 s',
    });
    const phases = { baseline: '400 ms', fault: '400 ms', recovery: '400 ms' } as const;
    const spec = { rate, arrivals: 'constant', phases } as const;
    const { driver, ...report } = await load(loaded, {
      mode: 'wire',
      seed: 1,
      load: spec,
      driver: 'undici',
    });
    expect(driver).toBe('undici');
    expect(report.doubts).toEqual([]);
    const sum = (of: (one: (typeof report.phases)[number]) => number) =>
      report.phases.reduce((all, one) => all + of(one), 0);
    const offered = sum((one) => one.offered);
    expect(offered).toBeGreaterThan(0);
    expect(sum(({ outcomes }) => outcomes.unaffected)).toBe(offered);
    expect(sum(({ points }) => points['shop']?.attempts ?? 0)).toBe(offered);
  });
});
