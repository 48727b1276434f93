import { describe, expect, test } from 'vitest';
import {
  api,
  check,
  eventsOf,
  explore,
  http,
  HttpResponse,
  inProcess,
  inThread,
  refuse,
  run,
  scenario,
  shrink,
  type Plan,
} from '../../../index.ts';
import { observe, timeUntold } from '../observe/observation.ts';
import { findings } from './findings.ts';
import { newSearch } from './search-state.ts';
import { see } from './see.ts';

/**
 * Fails where the price or the stock is refused, and makes an answer up where both are. The check fails in
 * one way either way.
 */
const lookup = scenario('it is told both', {
  points: {
    shop: api([
      http.get('/price', () => HttpResponse.json({ price: 4 })),
      http.get('/stock', () => HttpResponse.json({ stock: 7 })),
    ]),
  },
  system: inProcess((at) => async () => {
    const price = await fetch(`${at.url('shop')}/price`);
    const stock = await fetch(`${at.url('shop')}/stock`);
    if (price.ok && stock.ok) return { status: 'done', text: 'The price is 4, 7 are left.' };
    if (price.ok || stock.ok) throw new Error('I was not told both.');
    return { status: 'done', text: 'The price is 5, 9 are left.' };
  }),
  tasks: [{ input: 'tea', expect: { answer: /4, 7/ } }],
  plan: [],
  checks: [
    check('told-both', (trace) => {
      const hit = eventsOf(trace, 'fault.hit');
      const ends = eventsOf(trace, 'task.end').filter(({ task }) => task.startsWith('during'));
      const evidence = ends.map(({ seq }) => seq);
      return { result: hit.length > 0 ? 'fail' : 'pass', reason: 'refused', evidence };
    }),
  ],
});

const at = (call: string) => refuse().at('shop', { call, calls: 1 });
const one: Plan = [at('GET /price')];
const both: Plan = [at('GET /price'), at('GET /stock')];
const subject = { seed: 1, variant: 'careful', file: '' };

const seen = async (plan: Plan) => {
  const record = await run(lookup, { mode: 'sim', seed: 1, plan });
  return observe(record, timeUntold);
};

describe('of all schedules that break a check in one way the gravest is shown', () => {
  test('a search tells how each ended', async () => {
    const { findings: found } = await explore(lookup, { faults: [refuse()], depth: 2 });
    expect(found).toHaveLength(1);
    const ended = found[0]?.ended ?? [];
    const [violation] = (await seen(found[0]?.plan ?? [])).violations;
    expect(violation?.outcome).toBe('silently-wrong');
    expect(ended.map(({ outcome }) => outcome)).toEqual(['silently-wrong', 'failed-loud']);
    expect(ended.every(({ count }) => count > 1)).toBe(true);
  });

  test.for([
    [one, both],
    [both, one],
  ] as const)('whichever was met first', async (plans) => {
    const known = findings(lookup, subject, inThread(lookup));
    const news: number[] = [];
    for (const [index, plan] of plans.entries()) {
      const observation = await seen(plan);
      for (const violation of observation.violations) {
        await known.add(observation, violation, 'so', index);
      }
      news.push(known.news());
    }
    expect(known.list().map(({ plan }) => plan.length)).toEqual([2]);
    // What ends more gravely than all before is news, too, and is not taken for known where rules are audited.
    expect(news).toEqual(plans[0] === one ? [1, 2] : [1, 1]);
  });

  test('what extends a schedule that breaks it more mildly', async () => {
    const faultless = await run(lookup, { mode: 'sim', seed: 1, plan: [] });
    const executor = inThread(lookup);
    const search = newSearch(lookup, subject, faultless, [refuse()], { executor });
    const broken = (rank: number) => new Map([['told-both', rank]]);
    await see(search, await seen(one), 'level 1', new Map());
    await see(search, await seen(both), 'level 2', broken(8));
    expect(search.found.list().map(({ plan }) => plan.length)).toEqual([1]);
    await see(search, await seen(both), 'level 2', broken(5));
    expect(search.found.list().map(({ plan }) => plan.length)).toEqual([2]);
  });
});

test('shrinking keeps how a failure ends', async () => {
  const failing = await run(lookup, { mode: 'sim', seed: 1, plan: both });
  const { signature = '' } =
    failing.verdicts.flatMap(({ check: name, verdict }) =>
      name === 'told-both' && verdict.result === 'fail' ? [verdict] : [],
    )[0] ?? {};
  const shrunk = await shrink(lookup, failing, { check: 'told-both', signature });
  expect(shrunk.plan).toHaveLength(2);
  expect(shrunk.without).toEqual(['differs', 'differs']);
});
