import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import { outage, unreachable } from '../../faults/index.ts';
import { completes } from '../checks/completes.ts';
import type { At } from '../model/scenario.ts';
import { eventsOf, type Event } from '../model/trace/trace.ts';
import { api } from '../points/api.ts';
import { inProcess } from './in-process.ts';
import { run } from './run.ts';
import { scenario } from '../../index.ts';

const sim = { mode: 'sim', seed: 1 } as const;

/** An agent that asks until a time by the clock, without a pause. */
const patient = (ms: number, ask: (at: At) => Promise<boolean>) =>
  inProcess((at) => async () => {
    const until = Date.now() + ms;
    while (Date.now() < until) if (await ask(at)) return { status: 'done' };
    return { status: 'escalated' };
  });

const shop = api([http.get('/price', () => HttpResponse.json({ price: 3 }))]);
const look = (at: At) =>
  fetch(`${at.url('shop')}/price`).then(
    ({ ok }) => ok,
    () => false,
  );
const options = { points: { shop }, tasks: [{ input: 'How much?' }], checks: [completes()] };

describe('a call in sim takes time, whatever comes of it', () => {
  test.each([
    ['refused', outage().at('shop')],
    ['unreachable', unreachable().at('shop')],
  ])('%s: a loop that ends by the clock ends', async (_, strike) => {
    const system = patient(30_000, look);
    const plan = [strike];
    const { trace, result } = await run(scenario('gives up', { ...options, system, plan }), sim);
    const [start, end] = spanOf(trace.events);
    expect(end.ending).toMatchObject({ how: 'answered', disposition: 'escalated' });
    expect(end.atMs - start.atMs).toBeGreaterThanOrEqual(30_000);
    expect(end.atMs - start.atMs).toBeLessThan(31_000);
    // A tool that is flooded slows down.
    expect(trace.events.length).toBeLessThan(10_000);
    expect(result).toBe('pass');
  });

  test('to a host that is no point: it fails, is in the trace, and says why', async () => {
    const said: unknown[] = [];
    const system = patient(1000, () =>
      fetch('https://elsewhere.example/x')
        .catch((error: unknown) => said.push(error))
        .then(() => false),
    );
    const phases = ['fault'] as const;
    const { trace } = await run(
      scenario('x', { ...options, system, plan: [outage().at('shop')], phases }),
      sim,
    );
    expect(spanOf(trace.events)[1].ending).toMatchObject({ how: 'answered' });
    expect(eventsOf(trace, 'foreign')[0]).toMatchObject({
      host: 'elsewhere.example',
      task: 'during-1',
    });
    expect(said[0]).toMatchObject({
      message: expect.stringMatching(/^fetch failed: .*elsewhere\.example is no point .*\(shop\)/),
      cause: { code: 'ENOTFOUND' },
    });
  });
});

test('the same call takes the same time: in every run of a seed, and beside other calls', async () => {
  const timesOf = async (paths: readonly string[], seed: number) => {
    const system = inProcess((at) => async () => {
      await Promise.all(paths.map((path) => fetch(`${at.url('shop')}${path}`)));
      return 'done';
    });
    const plan = [outage().at('shop')];
    const { trace } = await run(scenario('x', { ...options, system, plan }), { mode: 'sim', seed });
    const starts = eventsOf(trace, 'call.start');
    return new Map(
      eventsOf(trace, 'call.end').map((end) => {
        const start = starts.find(({ call }) => call === end.call)!;
        return [`${start.task} ${start.label}`, end.atMs - start.atMs];
      }),
    );
  };
  const alone = await timesOf(['/price'], 1);
  const together = await timesOf(['/a', '/price', '/b', '/c'], 1);
  for (const [name, ms] of alone) expect(together.get(name)).toBe(ms);
  expect(new Set(together.values()).size).toBeGreaterThan(1);
  for (const ms of together.values()) expect([1, 2, 3, 4, 5]).toContain(ms);
});

function spanOf(events: readonly Event[]) {
  const start = events.find((one) => one.kind === 'task.start' && one.role === 'during');
  const end = events.find((one) => one.kind === 'task.end' && one.task.startsWith('during'));
  if (start?.kind !== 'task.start' || end?.kind !== 'task.end') throw new Error('no task');
  return [start, end] as const;
}
