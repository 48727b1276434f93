import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  api,
  callsOf,
  http,
  HttpResponse,
  inProcess,
  nonce,
  plans,
  refuse,
  run,
  scenario,
  type Plan,
  type Scenario,
} from '../../index.ts';
import { noOrphans } from '../checks/no-orphans.ts';
import { canonical } from '../model/json/json.ts';

const points = {
  shop: api(
    [
      http.post('/order', () => HttpResponse.json({ id: 'OR-1' })),
      http.post('/pay', () => HttpResponse.json({ id: nonce('PAY') })),
      http.delete('/order/:id', ({ params }) => HttpResponse.json({ id: params.id })),
      http.get('/never', () => HttpResponse.json({})),
    ],
    {
      effects: {
        'POST /order': { undoneBy: 'DELETE /order/:id', keyHeader: null },
        'POST /pay': { keyHeader: null },
      },
    },
  ),
};

/** Takes the order back where the payment is refused; looks at what came of that, or does not. */
const swapping = (looks: boolean) =>
  scenario(`an order and its payment, or none (${looks})`, {
    points,
    system: inProcess((at) => async () => {
      const ask = (path: string, method = 'POST') =>
        fetch(`${at.url('shop')}/${path}`, { method, signal: AbortSignal.timeout(9_000) }).then(
          async (reply) => (reply.ok ? ((await reply.json()) as { id: string }) : reply.status),
          () => null,
        );
      const order = await ask('order');
      const open = {
        status: 'escalated',
        text: 'An order or a payment may be there: look for both.',
      };
      if (order === null || typeof order === 'number') return open;
      const paid = await ask('pay');
      if (paid !== null && typeof paid !== 'number')
        return { status: 'done', order: order.id, paid: paid.id };
      if (paid !== 403) return { ...open, order: order.id };
      const back = await ask(`order/${order.id}`, 'DELETE');
      if (looks && typeof back !== 'object') return { ...open, order: order.id };
      return { status: 'failed', text: 'The order was taken back.' };
    }),
    tasks: [{ input: 'go', expect: { effects: { 'POST /order': 1, 'POST /pay': 1 } } }],
    plan: plans({ points }, { faults: [refuse({ status: 403 }), refuse({ status: 503 })] }),
    checks: [noOrphans('shop')],
  });

describe.each(['sim', 'wire'] as const)('the calls that only trouble brings about: %s', (mode) => {
  test('are seen, with what brings them about', async () => {
    const calls = await callsOf(swapping(false), mode);
    expect(calls.map(({ label, after }) => [label, after?.fault, after?.when])).toEqual([
      ['POST /order', undefined, undefined],
      ['POST /pay', undefined, undefined],
      [
        'DELETE /order/:id',
        { name: 'refuse', params: { status: 403 } },
        { call: 'POST /pay', calls: 1 },
      ],
    ]);
  });

  test('are struck by drawn plans, together with it', async () => {
    const drawn = plans({ points }, { calls: await callsOf(swapping(false), mode) });
    const all = fc.sample(drawn, { seed: 1, numRuns: 200 });
    const undoing = all.filter((plan) => plan.some(({ when }) => when.call?.startsWith('DELETE')));
    expect(undoing.length).toBeGreaterThan(40);
    for (const [by] of undoing) expect(by?.when.call).toBe('POST /pay');
  });
});

test('an undo that nobody looks at is found by drawn plans; one that is looked at passes', async () => {
  const results = async (looks: boolean) => {
    const seeds = Array.from({ length: 50 }, (_, n) => n + 1);
    const one = swapping(looks);
    const runs = [];
    for (const seed of seeds) runs.push(await run(one, { seed }));
    return runs.filter(({ result }) => result === 'fail').length;
  };
  expect(await results(false)).toBeGreaterThan(0);
  expect(await results(true)).toBe(0);
});

describe('a single fault that broke something while the calls were sought', () => {
  /** Says after each failure what may be there. After a 403 of the payment it says that nothing was ordered. */
  const forgetting = (plan: ReturnType<typeof plans>, settles = false) =>
    scenario(`an order that is left unpaid (${settles})`, {
      points,
      system: inProcess((at) => async () => {
        const ask = (path: string, method = 'POST') =>
          fetch(`${at.url('shop')}/${path}`, { method })
            .then(async (reply) =>
              reply.ok ? ((await reply.json()) as { id: string }) : reply.status,
            )
            .catch(() => null);
        const order = await ask('order');
        if (order === null || typeof order === 'number')
          return { status: 'escalated', text: 'An order may be there: look for it.' };
        const paid = await ask('pay');
        if (typeof paid === 'object' && paid !== null)
          return { status: 'done', order: order.id, paid: paid.id };
        if (paid !== 403)
          return {
            status: 'escalated',
            text: `Order ${order.id} is there, and a payment may be there: look for both.`,
          };
        if (settles) await ask(`order/${order.id}`, 'DELETE');
        return { status: 'failed', text: 'Nothing was ordered.' };
      }),
      tasks: [{ input: 'go', expect: { effects: { 'POST /order': 1, 'POST /pay': 1 } } }],
      plan,
      checks: [noOrphans('shop')],
    });
  const broken: Plan = [refuse({ status: 403 }).at('shop', { call: 'POST /pay', calls: 1 })];
  const planOf = async (one: Scenario, seed: number) => (await run(one, { seed })).trace.plan;

  test('is the plan of every fifth seed, whose run fails; each way to fail has its turn', async () => {
    const one = forgetting(plans({ points }));
    const runs = [];
    for (const seed of [5, 10, 15]) runs.push(await run(one, { seed }));
    for (const { trace, result } of runs) expect([trace.plan.length, result]).toEqual([1, 'fail']);
    const drawn = runs.map(({ trace }) => trace.plan);
    expect(drawn).toContainEqual(broken);
    expect(new Set(drawn.map(canonical)).size).toBe(3);
    expect(await planOf(one, 6)).not.toEqual(broken);
  });

  test('is not, where another fault was asked for, or nothing is broken', async () => {
    const other = forgetting(plans({ points }, { faults: [refuse({ status: 503 })] }));
    const same = forgetting(plans({ points }, { faults: [refuse({ status: 403 })] }));
    const sound = forgetting(plans({ points }), true);
    expect(await planOf(other, 5)).not.toEqual(broken);
    expect(await planOf(same, 5)).toEqual(broken);
    expect(await planOf(sound, 5)).not.toEqual(broken);
  });

  test('is found at a later call of its label, too, as in a second message', async () => {
    const pay = (n: number): Plan => [
      refuse({ status: 403 }).at('shop', { call: 'POST /pay', calls: n }),
    ];
    const twice = scenario('an order that is paid in two parts', {
      points,
      system: inProcess((at) => async () => {
        const post = (path: string) => fetch(`${at.url('shop')}/${path}`, { method: 'POST' });
        if (!(await post('pay')).ok)
          return { status: 'escalated', text: 'A payment may be there.' };
        await post('order');
        if (!(await post('pay')).ok) return { status: 'failed', text: 'Nothing was done.' };
        return { status: 'done', text: 'It is paid.' };
      }),
      tasks: [{ input: 'go', expect: { effects: { 'POST /order': 1, 'POST /pay': 2 } } }],
      plan: plans({ points }, { faults: [refuse({ status: 403 })] }),
      checks: [noOrphans('shop')],
    });
    expect([await planOf(twice, 5), await planOf(twice, 10)]).toContainEqual(pay(2));
  });
});
