import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../faults/catalogue.ts';
import { cancel, crash, repeat } from '../../faults/index.ts';
import type { Incoming } from '../model/call.ts';
import type { Effect } from '../model/fault/effect.ts';
import type { FaultKind } from '../model/fault/fault.ts';
import { isStanding } from '../model/fault/fault.ts';
import type { Plan } from '../model/fault/plan.ts';
import { textOf, type Reply } from '../model/reply.ts';
import type { Happening } from '../model/trace/trace.ts';
import { defineFault } from '../plans/define.ts';
import { withFaults } from '../plans/fault-registry.ts';
import { z } from 'zod';
import { api } from './api.ts';
import { gate, type GateOptions } from './gate.ts';

const book: Incoming = { method: 'POST', path: '/book', headers: {}, body: '{"to":"Rome"}' };
const list: Incoming = { method: 'GET', path: '/list', headers: {}, body: '' };

/** Plays these requests through a gate under a plan: what came of each, and what was noted as hit. */
async function played(plan: Plan, requests: readonly Incoming[], more: Partial<GateOptions> = {}) {
  const happened: Happening[] = [];
  let nowMs = 0;
  const sleep = async (ms: number) => void (nowMs += ms);
  const shop = api([
    http.post('/book', () => HttpResponse.json({ id: 'BK-1', at: '2026-01-01T00:00:00.000Z' })),
    http.get('/list', () => HttpResponse.json([{ id: 'A-1', price: 4.5, ok: true }])),
  ], { effects: ['POST /book'] }); // prettier-ignore
  const watched = gate({
    seed: 7,
    clock: { nowMs: () => nowMs, sleep },
    points: { shop: shop.open() },
    record: (happening) => happened.push(happening),
    faults: catalogue,
    ...more,
  });
  watched.begin('during-1');
  watched.arm(plan);
  const came: unknown[] = [];
  for (const incoming of requests) {
    const delivery = await watched.cross('shop', incoming, new AbortController().signal);
    came.push([delivery.kind === 'reply' ? sentIn(delivery.reply) : delivery, nowMs]);
  }
  const made = happened.filter(({ kind }) => kind === 'effect').length;
  return { came: [...came, made], hits: happened.filter(({ kind }) => kind === 'fault.hit') };
}

function sentIn(reply: Reply): unknown {
  const { status, headers, frames, end } = reply;
  return { status, headers, end, text: textOf(reply), waits: frames.map(({ afterMs }) => afterMs) };
}

/** A fault of a user's own that has this effect. */
function having(effect: Effect) {
  const own = defineFault({
    name: 'own',
    about: 'Does what a user thinks that it does.',
    params: z.strictObject({}),
    harm: 'false',
    effect: () => effect,
  });
  return { plan: [own().at('shop')], faults: withFaults(catalogue, [own]) };
}

const copied = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;
const identities: readonly (readonly [string, Effect])[] = [
  ['a copy of the reply', { kind: 'rewrite', how: 'own', rewrite: (reply) => ({ ...reply }) }],
  [
    'a copy of all that is in it, keys in another order and bytes for text',
    {
      kind: 'rewrite',
      how: 'own',
      rewrite: ({ frames, status, ...rest }) => ({
        ...rest,
        headers: Object.fromEntries(Object.entries(rest.headers).toReversed()),
        frames: frames.map(({ afterMs, data }) => ({ data: Buffer.from(data), afterMs })),
        status,
      }),
    },
  ],
  [
    'a reply that is only said to mean nothing',
    { kind: 'rewrite', how: 'own', rewrite: ({ meaning: _gone, ...reply }) => reply },
  ],
  ['a copy of the meaning', { kind: 'alter', how: 'own', alter: copied }],
  ['no delay', { kind: 'delay', ms: 0, where: 'reply' }],
];

test.each(identities)('an effect that changes nothing is no hit: %s', async (_, effect) => {
  const { plan, faults } = having(effect);
  const struck = await played(plan, [book, list], { faults });
  expect(struck.hits).toEqual([]);
  expect(struck.came).toEqual((await played([], [book, list])).came);
});

const perCall = catalogue.kinds.filter((kind: FaultKind) => !isStanding(kind));

describe.each(perCall.map((kind) => [kind.name] as const))('%s', (name) => {
  test.each([['a call that acts', book], ['a call that asks', list]])(
    'strikes %s, or leaves it as it is',
    async (_, request) => {
      const plan = [{ fault: { name, params: {} }, at: 'shop', when: { calls: 2 } }];
      const all = [request, request];
      const killed = { crash: () => true, cancel: () => true };
      const { hits, came } = await played(plan, all, killed);
      const isSame = JSON.stringify(came) === JSON.stringify((await played([], all)).came);
      // What is killed, withdrawn or forgotten shows elsewhere than in this reply.
      const isElsewhere = ['crash', 'cancel', 'forget'].includes(name);
      if (!isElsewhere) expect(hits).toHaveLength(isSame ? 0 : 1);
    },
  ); // prettier-ignore
});

test('a request that only asks is not repeated', async () => {
  expect((await played([repeat().at('shop')], [list])).hits).toEqual([]);
  expect((await played([repeat().at('shop')], [book])).hits).toHaveLength(1);
});

test.each([
  ['kill', crash],
  ['withdraw', cancel],
])('where there is nobody to %s, nothing is', async (_, fault) => {
  const plan = [fault().at('shop')];
  const asked = await played([], [book]);
  for (const way of [{}, { crash: () => false, cancel: () => false }]) {
    const { hits, came } = await played(plan, [book], way);
    expect(hits).toEqual([]);
    expect(came).toEqual(asked.came);
  }
});
