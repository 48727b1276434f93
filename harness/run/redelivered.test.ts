import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { repeat } from '../../faults/index.ts';
import { scenario } from '../../index.ts';
import { exactlyOnce } from '../checks/exactly-once.ts';
import { standardChecks } from '../checks/standard.ts';
import type { Plan } from '../model/fault/plan.ts';
import type { Point, PointMaker } from '../model/point.ts';
import { api, type EffectRule } from '../points/api.ts';
import { nonce } from '../points/context.ts';
import { inProcess } from './in-process.ts';
import { judge } from './verdict/judge.ts';
import { run } from './run.ts';

interface How {
  readonly rule?: EffectRule;
  readonly method?: 'post' | 'put';
  /** The key that the agent sends. */
  readonly key?: string;
  readonly plan?: Plan;
  /** How often the agent asks for the same. */
  readonly times?: number;
}

/** A run of an agent that moves stock once, at a tool that knows a key where it gets one. */
async function moved({ rule, method = 'post', key, plan, times = 1 }: How = {}) {
  const label = `${method.toUpperCase()} /moves`;
  const stock = () => {
    const known = new Map<string, string>();
    return [
      http[method]('/moves', ({ request }) => {
        const sent = request.headers.get('idempotency-key') ?? nonce('NO');
        const id = known.get(sent) ?? nonce('MV');
        known.set(sent, id);
        return HttpResponse.json({ id });
      }),
    ];
  };
  const asked = scenario('moves stock', {
    points: { wms: api(stock, { effects: rule ? { [label]: rule } : [label] }) },
    system: inProcess((at) => async () => {
      const headers: Record<string, string> = key ? { 'idempotency-key': key } : {};
      let id = '';
      for (let n = 0; n < times; n += 1) {
        const reply = await fetch(`${at.url('wms')}/moves`, { method, body: '{"n":1}', headers });
        ({ id } = (await reply.json()) as { id: string });
      }
      return { status: 'done', id };
    }),
    tasks: [{ input: 1, expect: { effects: { [label]: 1 } } }],
    plan: plan ?? [repeat().at('wms')],
    checks: standardChecks(),
    phases: times > 1 ? ['fault'] : ['baseline', 'fault'],
  });
  return { asked, ...(await run(asked, { mode: 'sim', seed: 1 })) };
}

test.each<[string, How, string]>([
  ['without a key, where nothing says whether the tool takes one', {}, 'unknown'],
  ['without a key, where the rule says nothing of it', { rule: { id: 'id' } }, 'unknown'],
  ['without a key, where the tool takes none', { rule: { keyHeader: null } }, 'pass'],
  ['without a key, where the tool takes one', { rule: { keyHeader: 'idempotency-key' } }, 'fail'],
  ['under a key', { key: 'k-1' }, 'pass'],
  [
    'under a key of a tool that is said to take one',
    { key: 'k-1', rule: { keyHeader: 'idempotency-key' } },
    'pass',
  ],
  ['at its own address', { method: 'put' }, 'pass'],
  ['three times', { plan: [repeat({ times: 3 }).at('wms')] }, 'unknown'],
])('a call that the network delivers twice %s is judged', async (_, how, result) => {
  const record = await moved(how);
  expect(record.result, JSON.stringify(record.verdicts)).toBe(result);
  // What it takes is in the trace.
  expect(judge(record.trace, record.asked.checks).result).toBe(result);
});

test('where it is in doubt, both ways out are told', async () => {
  const { verdicts, trace } = await moved();
  const reason =
    'POST /moves was delivered twice by `repeat` and carried no idempotency key: if the tool takes none, ' +
    'say `keyHeader: null` in the rule of that effect (`takesKey` of a point of your own), else let the agent send one';
  const unsure = verdicts.filter(({ verdict }) => verdict.result === 'unknown');
  expect(unsure.map(({ check }) => check)).toEqual(['exactly-once', 'never-unsafe']);
  for (const { verdict } of unsure) expect(verdict).toMatchObject({ reason });
  expect(exactlyOnce('wms').judge(trace)).toMatchObject({ result: 'unknown', reason });
});

test('an agent that asks twice is not excused by a tool that takes no key', async () => {
  const rule = { keyHeader: null };
  const alone = await moved({ rule, times: 2, plan: [repeat().at('wms', { calls: 1 })] });
  expect(alone.verdicts).toContainEqual({
    check: 'exactly-once',
    verdict: expect.objectContaining({ result: 'fail' }) as unknown,
  });
});

test('a point in another protocol says itself that asking again does nothing new', async () => {
  const bins = api(
    [http.post('/rpc', ({ request }) => HttpResponse.json({ id: nonce('MV'), at: request.url }))],
    { effects: ['POST /rpc'] },
  );
  const setting = (idempotent: boolean): PointMaker => ({
    ...bins,
    open: () => {
      const point = bins.open();
      const effects: Point['sideEffects'] = (...of) =>
        point.sideEffects(...of).map((one) => ({ ...one, idempotent }));
      return { ...point, sideEffects: effects };
    },
  });
  const result = async (idempotent: boolean) => {
    const asked = scenario('sets a bin', {
      points: { bins: setting(idempotent) },
      system: inProcess((at) => async () => {
        const reply = await fetch(`${at.url('bins')}/rpc`, { method: 'POST', body: '{}' });
        return reply.json();
      }),
      tasks: [{ input: 1, expect: { effects: { 'POST /rpc': 1 } } }],
      plan: [repeat().at('bins')],
      checks: [exactlyOnce('bins')],
    });
    return (await run(asked, { mode: 'sim', seed: 1 })).result;
  };
  expect([await result(true), await result(false)]).toEqual(['pass', 'unknown']);
});

test('a rule that names no header is told so', () => {
  const rule = { keyHeader: 7 } as unknown as EffectRule;
  expect(() =>
    api([http.post('/moves', () => undefined)], { effects: { 'POST /moves': rule } }),
  ).toThrow('the name of a header, or null');
});
