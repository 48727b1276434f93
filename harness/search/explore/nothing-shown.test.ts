import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import { cleanCut, emptyForMany, refuse, slow, unknownTool } from '../../../faults/index.ts';
import { searchResult } from '../../../reports/summary/searches.ts';
import { completes } from '../../checks/completes.ts';
import { recovers } from '../../checks/recovers.ts';
import { check } from '../../model/trace/checker.ts';
import { eventsOf } from '../../model/trace/trace.ts';
import { notApplicable, passed, unknown } from '../../model/trace/verdict.ts';
import { api } from '../../points/api.ts';
import { inProcess } from '../../run/in-process.ts';
import { scenario, type ScenarioOptions } from '../../../index.ts';
import { explore } from './exploring.ts';
import { searched } from './searched.ts';

const shop = api([http.get('/price', () => HttpResponse.json({ price: 3 }))]);

/** Asks for the price, twice where the first reply is a refusal. */
const asks = inProcess((at) => async () => {
  const ask = () => {
    const signal = AbortSignal.timeout(1_000);
    return fetch(`${at.url('shop')}/price`, { signal }).catch(() => null);
  };
  const reply = await ask();
  return { status: 'done', price: await (reply?.ok ? reply : await ask())?.text() };
});

const make = (options: Partial<ScenarioOptions>) =>
  scenario('a price is told', {
    points: { shop },
    system: asks,
    tasks: [{ input: 'How much?' }],
    plan: searched({ depth: 1 }),
    checks: [check('fine', () => passed)],
    ...options,
  });

describe('a check that cannot tell', () => {
  test('in any run makes the search inconclusive, and is named', async () => {
    const mute = check('never-known', () => unknown('it cannot tell'));
    const found = await explore(make({ checks: [mute, check('fine', () => passed)] }));
    const [doubt] = found.doubts;
    expect(doubt).toMatchObject({ check: 'never-known', reason: 'it cannot tell' });
    expect(doubt?.unknown).toBeGreaterThan(10);
    expect(doubt?.unknown).toBe(doubt?.runs);
    const runs = `${doubt?.runs} of ${doubt?.runs} runs`;
    expect(found.claim).toContain(`of never-known nothing: it told nothing in ${runs}`);
    expect(found.coverage.map(({ state }) => state)).not.toContain('struck');
    expect([found.stopped, searchResult(found)]).toEqual(['done', 'unknown']);
  });

  test('in some runs is counted apart from those that held, and leaves the search inconclusive', async () => {
    const half = check('half-known', (trace) =>
      trace.plan.length === 0 || eventsOf(trace, 'fault.hit').some(({ fault }) => fault === 'slow')
        ? passed
        : unknown('nobody was slow'),
    );
    const faults = [slow({ ms: 9 }), refuse({ status: 503 })];
    const found = await explore(make({ checks: [half] }), { faults, depth: 1 });
    const [doubt] = found.doubts;
    expect(doubt?.unknown).toBeGreaterThan(0);
    expect(doubt?.unknown).toBeLessThan(doubt?.runs ?? 0);
    expect(found.claim).toContain(`half-known could not tell in ${doubt?.unknown} of`);
    const states = Map.groupBy(found.coverage, ({ attempt }) => attempt).get(1);
    expect(states?.map(({ fault, state }) => `${fault.split(' ')[0]} ${state}`).toSorted()).toEqual(
      ['refuse unknown', 'slow struck'],
    );
    expect(searchResult(found)).toBe('unknown');
  });
});

describe('a check that had nothing to judge', () => {
  const idle = check('idle', () => notApplicable('nobody waited'));

  test('is told, and leaves what others showed', async () => {
    const found = await explore(make({ checks: [idle, check('fine', () => passed)] }));
    expect(found.doubts).toMatchObject([{ check: 'idle', unknown: 0, reason: 'nobody waited' }]);
    expect(found.claim).toContain('of idle nothing: it had nothing to judge in any of');
    expect(found.coverage.map(({ state }) => state)).toContain('struck');
    expect(searchResult(found)).toBe('pass');
  });

  test('leaves nothing shown where it is the only one', async () => {
    const found = await explore(make({ checks: [idle] }));
    expect(found.doubts[0]).toMatchObject({ check: 'run' });
    expect(searchResult(found)).toBe('unknown');
  });
});

describe('a search that strikes nothing is inconclusive, and says why', () => {
  test('the baseline filled a cache', async () => {
    const caches = inProcess((at) => {
      let price: unknown;
      return async () => {
        price ??= await (await fetch(`${at.url('shop')}/price`)).json();
        return { status: 'done', price };
      };
    });
    const found = await explore(make({ system: caches, checks: [completes(), recovers()] }));
    expect([found.stopped, found.sites, searchResult(found)]).toEqual(['vacuous', 0, 'unknown']);
    expect(found.vacuity).toContain('no call was made in the fault phase');
    expect(found.vacuity).toContain('the baseline made GET /price at shop');
  });

  test('no phase makes a call', async () => {
    const mute = inProcess(() => async () => Promise.resolve({ status: 'done' }));
    const found = await explore(make({ system: mute }));
    expect(found.vacuity).toContain('nor in any other phase');
  });

  test('no fault can strike what is called', async () => {
    for (const fault of [unknownTool(), cleanCut()]) {
      const found = await explore(make({}), { faults: [fault] });
      expect(found.stopped).toBe('vacuous');
      expect(found.vacuity).toContain(`none of these faults (${fault.name}) can strike what`);
    }
  });

  test('what is sent changes nothing', async () => {
    const found = await explore(make({}), { faults: [emptyForMany()] });
    expect([found.stopped, found.vacuity]).toEqual([
      'vacuous',
      expect.stringContaining('left its call as it was (GET /price at shop)'),
    ]);
  });
});

describe('a call that the baseline keeps from the fault phase', () => {
  const stock = api([http.get('/stock', () => HttpResponse.json({ left: 7 }))]);
  const twoTools = (keeps: boolean) =>
    inProcess((at) => {
      let price: unknown;
      return async () => {
        if (!keeps || price === undefined)
          price = await (await fetch(`${at.url('shop')}/price`)).json();
        const left = await fetch(`${at.url('stock')}/stock`).catch(() => null);
        return { status: 'done', price, left: left?.ok ? await left.json() : null };
      };
    });
  const faults = [refuse({ status: 503 })];
  const points = { shop, stock };

  test('is told, and leaves what was shown of the others', async () => {
    const found = await explore(make({ points, system: twoTools(true) }), { faults });
    expect(found.claim).toContain('in no fault phase GET /price at shop was called');
    expect([found.stopped, searchResult(found)]).toEqual(['done', 'pass']);
  });

  test('is none where the agent asks again', async () => {
    const found = await explore(make({ points, system: twoTools(false) }), { faults });
    expect(found.claim).not.toContain('no fault could strike');
  });

  test('a point that nothing calls is told, too', async () => {
    const found = await explore(make({ points }), { faults });
    expect(found.claim).toContain('nothing called stock: no fault could strike there');
  });
});

test('an agent that fails without faults is one finding, without a plan, and ends the search', async () => {
  const wrong = inProcess(() => async () => Promise.reject(new Error('no key for the model')));
  const found = await explore(make({ system: wrong, checks: [completes({ within: '1 s' })] }));
  expect(found.findings).toMatchObject([
    { check: 'steady-state', plan: [], atRun: 1, repro: { shrunk: { from: 0, to: 0, runs: 0 } } },
  ]);
  expect([found.stopped, found.runs, found.levels]).toEqual(['broken', 1, []]);
});
