import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../faults/catalogue.ts';
import { lostReply, slow } from '../../faults/index.ts';
import { isFor } from '../model/fault/facet.ts';
import { everyKind } from '../plans/fault-registry.ts';
import { standardChecks } from '../checks/standard.ts';
import { failuresIn } from '../model/trace/failures-in.ts';
import type { Plan } from '../model/fault/plan.ts';
import type { System } from '../model/scenario.ts';
import { api } from '../points/api.ts';
import { nonce } from '../points/context.ts';
import { provider } from '../provider/provider.ts';
import { inProcess } from './in-process.ts';
import { run } from './run.ts';
import { scenario } from '../../index.ts';

const shop = api(
  () => {
    const made = new Map<string, string>();
    return [
      http.post('/orders', ({ request }) => {
        const key = request.headers.get('idempotency-key') ?? nonce('KEY');
        made.set(key, made.get(key) ?? nonce('ORD'));
        return HttpResponse.json({ id: made.get(key) }, { status: 201 });
      }),
      http.get('/orders/:key', ({ params }) =>
        HttpResponse.json({ key: params['key'], id: made.get(String(params['key'])) ?? null }),
      ),
      http.delete('/orders/:key', ({ params }) =>
        HttpResponse.json({ gone: made.delete(String(params['key'])) }),
      ),
    ];
  },
  { effects: { 'POST /orders': { undoneBy: 'DELETE /orders/:key' } } },
);

const points = { model: provider({ script: () => 'order' }), shop };

/**
 * A request that is given time and two tries, and waits as long as it is told, or not at all; null
 * where none succeeds.
 */
async function patient(url: string, init: RequestInit = {}): Promise<unknown> {
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    let waitMs = 500 * 2 ** attempt;
    try {
      const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(8_000) });
      if (reply.ok) return await reply.json();
      waitMs = Math.max(waitMs, 1000 * Number(reply.headers.get('retry-after') ?? 0));
      if (waitMs > 10_000) return null;
    } catch {
      // Once more, then.
    }
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
  return null;
}

type Order = { readonly key?: string; readonly id?: string } | null;

/** Believes no reply until it has looked, and says what it cannot tell. */
async function order(
  at: (point: string) => string,
  input: string,
  { id: key, signal }: { readonly id: string; readonly signal: AbortSignal },
): Promise<object> {
  const messages = [{ role: 'user', content: input }];
  const body = JSON.stringify({ model: 'gpt-5', messages });
  const turn = (await patient(`${at('model')}/chat/completions`, { method: 'POST', body })) as {
    choices?: readonly { message?: { content?: string } }[];
  } | null;
  if (turn?.choices?.[0]?.message?.content !== 'order') {
    return { status: 'failed', why: 'the model said nothing that could be done' };
  }
  if (signal.aborted) return { status: 'failed', why: 'it was withdrawn' };
  const headers = { 'idempotency-key': key };
  const init = { method: 'POST', headers, body: JSON.stringify({ input }) };
  const told = (await patient(`${at('shop')}/orders`, init)) as Order;
  const there = (await patient(`${at('shop')}/orders/${key}`)) as Order;
  if (signal.aborted) {
    await patient(`${at('shop')}/orders/${key}`, { method: 'DELETE' });
    return { status: 'failed', why: 'it was withdrawn' };
  }
  const isThere = there?.key === key && typeof there.id === 'string';
  if (isThere && (told === null || told.id === there.id))
    return { status: 'done', order: there.id };
  return { status: 'failed', why: `it is not known whether ${key} was ordered` };
}

const sound = scenario('a sound agent orders', {
  points,
  system: inProcess((at) => (input, context) => order(at.url, String(input), context)),
  tasks: [{ input: 'green tea', expect: { effects: { 'POST /orders': 1 } } }],
  plan: [],
  checks: standardChecks(),
});

const places = ['model', 'shop'] as const;
const singles = everyKind(catalogue).flatMap((fault) =>
  places
    .filter((at) => isFor(fault.kind.needs, points[at]))
    .flatMap((at) =>
      [{ calls: 1 }, { calls: 2 }, {}].map((when) => ({
        words: `${fault.name} ${JSON.stringify(fault.params)} at ${at} ${JSON.stringify(when)}`,
        plan: [fault.at(at, when)] as Plan,
      })),
    ),
);

describe('the standard checks, on a sound agent', () => {
  test('pass without faults, and under each fault that strikes fail or doubt nothing', async () => {
    const all = await Promise.all(
      singles.map(async ({ words, plan }) => {
        const { result, verdicts, ...rest } = await run(sound, { mode: 'sim', seed: 1, plan });
        const struck = rest.trace.events.some(({ kind }) => kind === 'fault.hit');
        const failed = failuresIn({ ...rest, verdicts });
        const why = failed.map(({ check, verdict }) => `${words}: ${check}: ${verdict.reason}`);
        return { words, result, struck, why };
      }),
    );
    expect(all.flatMap(({ why }) => why)).toEqual([]);
    const met = all.filter(({ struck }) => struck);
    expect(met.length).toBeGreaterThan(60);
    expect(met.filter(({ result }) => result !== 'pass').map(({ words }) => words)).toEqual([]);
  });

  test('ask for patience in all, however it is spread, and for little where none helps', async () => {
    const impatient = (tries: number, waitMs: number) =>
      inProcess((at) => async () => {
        for (let attempt = 1; attempt <= tries; attempt += 1) {
          const signal = AbortSignal.timeout(waitMs);
          const reply = await fetch(`${at.url('shop')}/orders/K-1`, { signal }).catch(() => null);
          if (reply) return { status: 'done' };
        }
        return { status: 'failed' };
      });
    const judged = async (system: System, ms: number) => {
      const one = { ...sound, systems: [system], tasks: [{ input: 'is it there?' }] };
      const record = await run(one, { mode: 'sim', seed: 1, plan: [slow({ ms }).at('shop')] });
      return failuresIn(record).map(({ verdict }) => verdict.reason);
    };
    const isAsked = (tool: string, waited: string, asked: string) => [
      `task during-1 answered that it failed (it waited ${waited} in all for ${tool}; ${asked} is asked)`,
    ];
    const tool = 'shop GET /orders/:key';
    expect(await judged(impatient(1, 5_000), 50_000)).toEqual([]);
    expect(await judged(impatient(2, 2_500), 50_000)).toEqual([]);
    expect(await judged(impatient(2, 2_400), 50_000)).toEqual(isAsked(tool, '4.8 s', '5 s'));
    expect(await judged(impatient(2, 2_400), 600_000)).toEqual([]);
    expect(await judged(impatient(2, 400), 600_000)).toEqual(isAsked(tool, '0.8 s', '1 s'));
  });

  test('fail an agent that orders again without a key', async () => {
    const careless = inProcess((at) => async () => {
      const told = (await patient(`${at.url('shop')}/orders`, { method: 'POST' })) as Order;
      return { status: 'done', order: told?.id };
    });
    const plan = [lostReply().at('shop', { calls: 1 })];
    const record = await run({ ...sound, systems: [careless] }, { mode: 'sim', seed: 1, plan });
    expect(failuresIn(record).map(({ check }) => check)).toEqual(['exactly-once']);
  });

  test.each([
    ['No order for Etna was placed.', 'unknown'],
    ['Ordering failed: no order was placed with the shop.', 'unknown'],
    ['I could not order it. There is no order.', 'unknown'],
    ['There is no order under KEY.', 'unknown'],
    ['KEY was cancelled.', 'fail'],
    ['KEY may have been placed.', 'pass'],
  ])('of an order whose reply was lost, an agent says %j: %s', async (text, result) => {
    const denying = inProcess((at) => async (_, { id }) => {
      const key = `order-${id}`;
      const asked = { method: 'POST', headers: { 'idempotency-key': key } };
      const reply = await fetch(`${at.url('shop')}/orders`, asked).catch(() => null);
      if (!reply) return { disposition: 'failed', text: text.replace('KEY', key) };
      return { disposition: 'full', order: ((await reply.json()) as { readonly id: string }).id };
    });
    const plan = [lostReply().at('shop', { calls: 1 })];
    const record = await run({ ...sound, systems: [denying] }, { mode: 'sim', seed: 1, plan });
    const unsafe = record.verdicts.find(({ check }) => check === 'never-unsafe');
    expect(unsafe?.verdict.result).toBe(result);
  });

  test('fail one that does so where the tool tells no id', async () => {
    const charges = scenario('charges once', {
      points: {
        shop: api([http.post('/orders', () => HttpResponse.json({ ok: true }))], {
          effects: ['POST /orders'],
        }),
      },
      system: inProcess((at) => async () => {
        const told = await patient(`${at.url('shop')}/orders`, { method: 'POST', body: '{"n":1}' });
        return { status: told ? 'done' : 'failed' };
      }),
      tasks: [{ input: 'Order', expect: { effects: { 'POST /orders': 1 } } }],
      plan: [lostReply().at('shop', { calls: 1 })],
      checks: standardChecks(),
    });
    const record = await run(charges, { mode: 'sim', seed: 1 });
    expect(failuresIn(record).map(({ check }) => check)).toEqual(['exactly-once']);
  });
});
