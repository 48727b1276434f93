import { afterEach, describe, expect, it, vi } from 'vitest';
import { assistant, type Answer } from './agent.ts';
import { without } from './safeguards.ts';

const addresses = {
  model: 'http://model/v1',
  orders: 'http://orders',
  stock: 'http://stock',
  prices: 'http://prices',
  reviews: 'http://reviews',
  payments: 'http://payments',
};

interface Called {
  readonly name: string;
  readonly input: unknown;
}

/** A fetch that plays a model saying `turns` in order, and tools that answer from `tools`. */
function playing(turns: readonly (readonly Called[] | string)[], tools: Tools) {
  const seen: string[] = [];
  let atOnce = 0;
  let most = 0;
  let step = 0;
  const fake = async (input: unknown, init?: RequestInit): Promise<Response> => {
    const url = new URL(String(input));
    if (url.host === 'model') return said(turns[Math.min(step++, turns.length - 1)] ?? '');
    seen.push(`${init?.method ?? 'GET'} ${url.pathname}`);
    most = Math.max(most, ++atOnce);
    await Promise.resolve();
    atOnce -= 1;
    const reply = tools[url.host];
    return reply ? reply() : new Response('no', { status: 502 });
  };
  vi.stubGlobal('fetch', fake);
  return { seen, most: () => most };
}

type Tools = Readonly<Record<string, () => Response>>;

function said(turn: readonly Called[] | string): Response {
  const calls = typeof turn === 'string' ? [] : turn;
  const message = {
    role: 'assistant',
    content: typeof turn === 'string' ? turn : null,
    tool_calls: calls.map(({ name, input }, n) => ({
      id: `call-${n}-${name}`,
      type: 'function',
      function: { name, arguments: JSON.stringify(input) },
    })),
  };
  const finish = calls.length > 0 ? 'tool_calls' : 'stop';
  return Response.json({
    id: 'chat-1',
    object: 'chat.completion',
    created: 1,
    model: 'shop-1',
    choices: [{ index: 0, message, finish_reason: finish }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  });
}

const order = () =>
  Response.json({ order: 'A1', state: 'shipped', paid: 40, tracking: 'TR-00000001' });
const price = () => Response.json({ sku: 'P1', amount: 12, quote: 'QT-00000001' });

const bothTools = [
  { name: 'orders', input: { key: 'A1' } },
  { name: 'prices', input: { key: 'P1' } },
];
const refund = [{ name: 'refund', input: { order: 'A1', amount: 40 } }];

function ask(safeguard = ''): Promise<Answer> {
  const signal = AbortSignal.timeout(20_000);
  return assistant(addresses, without(safeguard))('?', { id: 'r1', signal });
}

afterEach(() => void vi.unstubAllGlobals());

describe('the shop assistant', () => {
  it('answers in full, with a manifest, while every tool is up', async () => {
    playing([bothTools, 'Here you are.'], { orders: order, prices: price });
    expect(await ask()).toEqual({
      status: 'full',
      text: 'Here you are.',
      used: ['orders/A1', 'prices/P1'],
      missing: [],
      stale: [],
    });
  });

  it('lists what is down, and hides it without its safeguard', async () => {
    playing([bothTools, 'Some.'], { orders: order });
    expect(await ask()).toMatchObject({ status: 'degraded', missing: ['prices/P1'] });
    playing([bothTools, 'All.'], { orders: order });
    expect(await ask('tellsMissing')).toMatchObject({ status: 'full', missing: [] });
  });

  it('refunds only with the order live, and says why not', async () => {
    const payments = () => Response.json({ refund: 'RF-00000001' });
    const live = playing([bothTools, refund, 'Paid.'], { orders: order, prices: price, payments });
    expect(await ask()).toMatchObject({ status: 'full' });
    expect(live.seen).toContain('POST /refunds');
    const down = playing([bothTools, refund, 'No.'], { prices: price, payments });
    expect(await ask()).toMatchObject({
      status: 'refused',
      stop: 'order A1 could not be checked; orders: failing',
      used: ['prices/P1'],
    });
    expect(down.seen).not.toContain('POST /refunds');
    const naive = playing([bothTools, refund, 'Paid.'], { prices: price, payments });
    await ask('guardsWrites');
    expect(naive.seen).toContain('POST /refunds');
  });

  it('takes a reply that does not fit the schema for no reply', async () => {
    const garbage = () => new Response('<html>502</html>');
    playing([bothTools, 'Some.'], { orders: order, prices: garbage });
    expect(await ask()).toMatchObject({ status: 'degraded', missing: ['prices/P1'] });
    playing([bothTools, 'All.'], { orders: order, prices: garbage });
    expect(await ask('validatesReplies')).toMatchObject({ status: 'full' });
  });

  it('stops calling a tool that keeps failing, and says so', async () => {
    const again = [{ name: 'prices', input: { key: 'P1' } }];
    const guarded = playing([again, again, again, again, 'No price.'], {});
    expect(await ask()).toMatchObject({ status: 'refused', stop: 'prices: breaker open' });
    expect(guarded.seen).toHaveLength(3);
    const naive = playing([again], {});
    expect(await ask('breaksCircuit')).toMatchObject({ stop: 'step limit; prices: failing' });
    expect(naive.seen).toHaveLength(16);
  });

  it('makes two calls at a time, however many are asked for', async () => {
    const many = Array.from({ length: 6 }, (_, n) => ({ name: 'prices', input: { key: `P${n}` } }));
    const capped = playing([many, 'Done.'], { prices: price });
    await ask();
    expect(capped.most()).toBe(2);
    const wild = playing([many, 'Done.'], { prices: price });
    await ask('capsFanOut');
    expect(wild.most()).toBe(6);
  });

  it('serves a fallback marked with its age, and none beyond its bound', async () => {
    const signal = AbortSignal.timeout(20_000);
    for (const [safeguard, ageMs, expected] of [
      ['', 500, { status: 'degraded', stale: [{ tool: 'prices/P1', ageMs: 500 }] }],
      ['', 5000, { status: 'refused', missing: ['prices/P1'], stale: [] }],
      ['boundsAge', 5000, { status: 'full', used: ['prices/P1'] }],
    ] as const) {
      const now = vi.spyOn(performance, 'now').mockReturnValue(1000);
      const again = [{ name: 'prices', input: { key: 'P1' } }];
      const answerTo = assistant(addresses, without(safeguard));
      playing([again, 'Fresh.'], { prices: price });
      await answerTo('?', { id: 'r1', signal });
      now.mockReturnValue(1000 + ageMs);
      playing([again, 'Later.'], {});
      expect(await answerTo('?', { id: 'r2', signal })).toMatchObject(expected);
      now.mockRestore();
    }
  });

  it('fails loudly when the model cannot be reached', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('no', { status: 400 })));
    expect(await ask()).toMatchObject({
      status: 'failed',
      stop: 'the model could not be reached',
    });
  });
});
