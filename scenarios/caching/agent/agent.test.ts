import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, vi, type TestContext } from 'vitest';
import { helpDesk } from './agent.ts';
import { needsRedis } from '../needs-redis-fixture.ts';
import type { Question, Reply } from './request.ts';
import { without } from './safeguards.ts';
import { services, type Services } from '../services-fixture.ts';

/** A desk of its own keys in a real Redis, and what it asked of the others. */
async function opened(
  { skip }: Pick<TestContext, 'skip'>,
  { safeguard = '', cache, ...played }: Services & { safeguard?: string; cache?: string } = {},
) {
  const address = cache ?? (await needsRedis((why) => skip(why)));
  const { seen, left, fetch } = services(played);
  vi.stubGlobal('fetch', fetch);
  const at = {
    model: 'http://model/v1',
    embedder: 'http://embedder',
    shop: 'http://shop',
    cache: address,
    prefix: `${randomUUID()}:`,
  };
  const desk = await helpDesk(at, without(safeguard));
  const { signal } = new AbortController();
  let batches = 0;
  const asking = async (...questions: (Question | { purge: string })[]) => {
    batches += 1;
    const { replies } = await desk({ rounds: [questions] }, { id: `b${batches}`, signal });
    return replies;
  };
  return { seen, left, asking, desk };
}

function q(text: string, more: Partial<Question> = {}): Question {
  const usual = { tenant: 'acme', role: 'customer' as const, session: 's1' };
  return { ...usual, model: 'desk-1', prompt: 7, text, ...more };
}

const texts = (replies: readonly Reply[]) => replies.map(({ text }) => text);

afterEach(() => void vi.unstubAllGlobals());

describe('a question', () => {
  it('is planned, looked up, put in words, and then kept', async (test) => {
    const { seen, asking } = await opened(test);
    const [reply] = await asking(q('policy hours'));
    expect(reply).toEqual({ status: 'full', text: 'acme/policies/customer/hours#1' });
    expect(seen).toEqual([
      'embed policy hours',
      'GET /acme/tools',
      'plan desk-1',
      'GET /acme/policies/customer/hours',
      'say desk-1',
    ]);
    expect(await asking(q(' Policy  HOURS '))).toEqual([reply]);
    expect(seen).toHaveLength(5);
  });

  it('of somebody else is another question, unless callers are not kept apart', async (test) => {
    const others = [{ tenant: 'globex' }, { role: 'staff' }, { model: 'desk-2' }, { prompt: 8 }];
    for (const [safeguard, calls] of [
      ['', 5],
      ['separatesCallers', 1],
    ] as const) {
      const { seen, asking } = await opened(test, { safeguard });
      await asking(q('policy hours'));
      await asking(...others.map((more) => q('policy hours', more as Partial<Question>)));
      expect(seen.filter((one) => one.startsWith('say'))).toHaveLength(calls);
    }
  });

  it('that is near is answered alike only where it asks for the same', async (test) => {
    const near = () => [1, 0];
    const careful = await opened(test, { vectorOf: near });
    await careful.asking(q('policy hours'));
    expect(texts(await careful.asking(q('please policy hours')))).toEqual([
      'acme/policies/customer/hours#1',
    ]);
    expect(texts(await careful.asking(q('policy dogs')))).toEqual([
      'acme/policies/customer/dogs#2',
    ]);
    const naive = await opened(test, { vectorOf: near, safeguard: 'comparesIntents' });
    await naive.asking(q('policy hours'));
    expect(texts(await naive.asking(q('policy dogs')))).toEqual(['acme/policies/customer/hours#1']);
  });

  it('is answered anew after a purge', async (test) => {
    const { asking } = await opened(test);
    await asking(q('policy hours'));
    await asking({ purge: 'globex' });
    expect(texts(await asking(q('policy hours')))).toEqual(['acme/policies/customer/hours#1']);
    await asking({ purge: 'acme' });
    expect(texts(await asking(q('policy hours')))).toEqual(['acme/policies/customer/hours#2']);
  });

  it('asked by many at once is put to the model once, few at a time', async (test) => {
    const crowd = Array.from({ length: 24 }, (_, n) => q(`policy p${n % 6}`));
    const careful = await opened(test);
    await careful.asking(...crowd);
    expect(careful.seen.filter((one) => /^(plan|say)/.test(one))).toHaveLength(12);
    const naive = await opened(test, { safeguard: 'shieldsModel' });
    await naive.asking(...crowd);
    expect(naive.seen.filter((one) => /^(plan|say)/.test(one))).toHaveLength(48);
  });

  it('may say "it" of what the conversation is about', async (test) => {
    const { seen, asking } = await opened(test);
    await asking(q('stock P7'));
    await asking(q('stock of it'), q('stock of it', { session: 's2' }));
    expect(seen.filter((one) => one.includes('/stock/'))).toEqual([
      'GET /acme/stock/P7',
      'GET /acme/stock/P0',
    ]);
  });
});

describe('what is kept', () => {
  const wrong: readonly (readonly [string, Services, string])[] = [
    ['cut', { says: (nth) => (nth <= 2 ? 'cut' : 'whole') }, 'failed'],
    ['an error', { says: (nth) => (nth <= 2 ? 'down' : 'whole') }, 'failed'],
    ['made without a tool it needs', { lookUp: (nth) => (nth <= 2 ? 503 : 200) }, 'abstained'],
  ];

  it.for(wrong)('is no answer that is %s', async ([, played, status], test) => {
    const careful = await opened(test, played);
    expect((await careful.asking(q('policy hours')))[0]?.status).toBe(status);
    expect((await careful.asking(q('policy hours')))[0]?.text).toMatch(/^acme/);
  });

  it.for(wrong)('may be an answer that is %s without its safeguard', async ([, played], test) => {
    const naive = await opened(test, { ...played, safeguard: 'admitsOnlyGood' });
    const [first] = await naive.asking(q('policy hours'));
    expect(await naive.asking(q('policy hours'))).toEqual([{ status: 'full', text: first?.text }]);
    expect(naive.seen.filter((one) => one.startsWith('plan'))).toHaveLength(1);
  });

  it('of a plan is carried out only with the tools it was made for', async (test) => {
    for (const [safeguard, plans] of [
      ['', 2],
      ['bindsPlans', 1],
    ] as const) {
      let unit = 'units';
      const { seen, asking } = await opened(test, { safeguard, unit: () => unit });
      await asking(q('stocktake 9 of P1', { role: 'staff' }));
      await asking(q('order 1 of P1'));
      await asking(q('order 1 of P1'));
      unit = 'packs';
      await asking(q('order 1 of P1'));
      expect(seen.filter((one) => one.startsWith('plan'))).toHaveLength(1 + plans);
    }
  });
});

describe('a write', () => {
  const takeStock = q('stocktake 1 of P1', { role: 'staff' });

  it('makes what was read before old', async (test) => {
    const { asking, left } = await opened(test);
    await asking(takeStock);
    expect(texts(await asking(q('stock P1')))).toEqual(['"left":1']);
    await asking(q('order 1 of P1'));
    expect(texts(await asking(q('stock P1')))).toEqual(['"left":0']);
    expect(texts(await asking(q('order 1 of P1')))).toEqual(['"refused":"sold out"']);
    expect(left.get('P1')).toBe(0);
  });

  it('whose replies are lost is distrusted, unless it is told not to', async (test) => {
    for (const [safeguard, isLeft] of [
      ['', -1],
      ['distrustsWrites', -2],
    ] as const) {
      // This shop knows no keys: both attempts of the first order count.
      const losesReply = (nth: number) => nth <= 2;
      const { asking, left } = await opened(test, { safeguard, losesReply });
      await asking(takeStock);
      await asking(q('stock P1'));
      const [reply] = await asking(q('order 1 of P1'));
      expect(reply).toMatchObject({ status: 'unconfirmed', key: 'b3:0:0:order:P1' });
      await asking(q('order 1 of P1', { session: 's2' }));
      expect(left.get('P1')).toBe(isLeft);
    }
  });

  it('is never shared, and a stocktake is for staff', async (test) => {
    const { asking, seen, left } = await opened(test);
    await asking(q('stocktake 9 of P1', { role: 'staff' }));
    await asking(q('order 1 of P1'), q('order 1 of P1'));
    expect(seen.filter((one) => one.endsWith('/orders'))).toHaveLength(2);
    await asking(q('stocktake 1000 of P1'));
    expect(left.get('P1')).toBe(7);
  });
});

describe('without its caches', () => {
  const nowhere = '127.0.0.1:1';
  const crowd = Array.from({ length: 8 }, (_, n) => q(`policy p${n}`));
  const statuses = (replies: readonly Reply[]) => replies.map(({ status }) => status).toSorted();

  it('the desk answers as many as the model can bear, and asks others to come back', async (test) => {
    const { asking, seen } = await opened(test, { cache: nowhere });
    const few = [
      ...Array.from({ length: 4 }, () => 'busy'),
      ...Array.from({ length: 4 }, () => 'full'),
    ];
    expect(statuses(await asking(...crowd))).toEqual(few);
    expect(seen.filter((one) => /^(plan|say)/.test(one))).toHaveLength(8);
  });

  it('a kept answer is found without the embedder, another goes to the model', async (test) => {
    let isDown = false;
    const { asking } = await opened(test, { vectorOf: () => (isDown ? null : [1]) });
    await asking(q('policy hours'));
    isDown = true;
    expect(texts(await asking(q('policy hours'), q('policy dogs')))).toEqual([
      'acme/policies/customer/hours#1',
      'acme/policies/customer/dogs#2',
    ]);
  });

  it('everything fails where it is told not to go on', async (test) => {
    const { asking } = await opened(test, { cache: nowhere, safeguard: 'failsOpen' });
    expect(new Set(statuses(await asking(...crowd)))).toEqual(new Set(['failed']));
  });
});

it('throws on what is no batch, on an unknown safeguard, and when told to stop', async () => {
  const { desk } = await opened({ skip: never }, { cache: '127.0.0.1:1' });
  const { signal } = new AbortController();
  await expect(desk({ rounds: [] }, { id: 'b', signal })).rejects.toThrow();
  const batch = { rounds: [[q('policy hours')]] };
  await expect(desk(batch, { id: 'b', signal: AbortSignal.abort() })).rejects.toThrow('abort');
  expect(() => without('luck')).toThrow(RangeError);
});

function never(): never {
  throw new Error('there is no Redis to need');
}
