import { expect, test } from 'vitest';
import {
  api,
  http,
  HttpResponse,
  inProcess,
  nonce,
  provider,
  scenario,
  standardChecks,
} from '../../../index.ts';
import { explore } from './explore.ts';

/** How an agent reads JSON that may have been cut: as it came, or with what is open closed. */
type Read = (text: string) => { readonly id?: unknown; readonly items?: unknown };
const closing =
  (closed: (text: string) => string): Read =>
  (text) => {
    try {
      return JSON.parse(text);
    } catch {
      return JSON.parse(closed(text));
    }
  };

const items = [
  { sku: 'tea', n: 2 },
  { sku: 'cups', n: 4 },
  { sku: 'milk', n: 1 },
];

/** Orders what is in a basket. */
const basket = (read: Read) =>
  scenario('orders the whole basket', {
    points: {
      shop: api(
        () => {
          const orders = new Map<string, string>();
          return [
            http.get('/basket', () => HttpResponse.json({ items })),
            http.post('/orders', ({ request }) => {
              const key = request.headers.get('idempotency-key') ?? '';
              orders.set(key, orders.get(key) ?? nonce('ORD'));
              return HttpResponse.json({ id: orders.get(key) });
            }),
          ];
        },
        { effects: ['POST /orders'] },
      ),
    },
    system: inProcess((at) => async (_, { id }) => {
      const failed = { status: 'failed', text: `Not confirmed, it has the key ${id}.` };
      try {
        const seen = await fetch(`${at.url('shop')}/basket`, {
          signal: AbortSignal.timeout(6_000),
        });
        if (!seen.ok) return failed;
        const reply = await fetch(`${at.url('shop')}/orders`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': id },
          body: JSON.stringify({ items: read(await seen.text()).items }),
          signal: AbortSignal.timeout(6_000),
        });
        const { id: order } = reply.ok ? ((await reply.json()) as { id?: unknown }) : {};
        return typeof order === 'string' ? { status: 'done', order } : failed;
      } catch {
        return failed;
      }
    }),
    tasks: [{ input: 'Order my basket', expect: { effects: { 'POST /orders': [{ items }] } } }],
    plan: [],
    checks: standardChecks(),
  });

/** Archives the mail that the model names. */
const archivist = (read: Read) =>
  scenario('archives what the model names', {
    points: {
      model: provider({
        script: ({ result }) =>
          result('archive')
            ? 'Archived one newsletter.'
            : { call: { name: 'archive', args: { id: 'm101' } } },
      }),
      mailbox: api(
        [http.put('/mails/:id', ({ params }) => HttpResponse.json({ id: params['id'] }))],
        { effects: { 'PUT /mails/:id': {} } },
      ),
    },
    system: inProcess((at) => async (input) => {
      try {
        const turn = await fetch(`${at.url('model')}/chat/completions`, {
          method: 'POST',
          body: JSON.stringify({
            model: 'm',
            messages: [{ role: 'user', content: input }],
            tools: [{ type: 'function', function: { name: 'archive', parameters: {} } }],
          }),
          signal: AbortSignal.timeout(6_000),
        });
        const [call] = (await turn.json()).choices[0].message.tool_calls;
        if (call.function.name !== 'archive') throw new Error('no such tool');
        const { id } = read(call.function.arguments);
        if (typeof id !== 'string') throw new Error('no id');
        const reply = await fetch(`${at.url('mailbox')}/mails/${id}`, {
          method: 'PUT',
          signal: AbortSignal.timeout(6_000),
        });
        const { id: done } = (await reply.json()) as { id?: unknown };
        if (!reply.ok || done !== id) throw new Error('not confirmed');
        return { status: 'done', text: `Archived ${id}.` };
      } catch {
        return { status: 'failed', text: 'm101 may be archived; I could not tell.' };
      }
    }),
    tasks: [{ input: 'Archive my newsletters', expect: { effects: { 'PUT /mails/:id': 1 } } }],
    plan: [],
    checks: standardChecks(),
  });

const dropping = closing((text) => `${text.slice(0, text.lastIndexOf('}') + 1)}]}`);
const quoting = closing((text) => `${text.replace(/"?\}?$/, '')}"}`);

test('an agent that repairs a cut reply of a tool is found out; one that does not passes', async () => {
  const { findings } = await explore(basket(dropping), { depth: 1, keepGoing: true });
  const cuts = findings.filter(({ check }) => check === 'exactly-once');
  expect(cuts.flatMap(({ plan }) => plan.map(({ fault }) => fault.name))).toEqual(['truncate']);
  expect((await explore(basket(JSON.parse), { depth: 2 })).findings).toEqual([]);
});

test('so is one that repairs cut arguments of a call, to another value', async () => {
  const { findings } = await explore(archivist(quoting), { depth: 1 });
  expect(findings.map(({ check, plan }) => [check, plan[0]?.fault])).toEqual([
    [
      'faithful',
      {
        name: 'truncated-tool-arguments',
        params: { keep: 0.5, of: 'last-value', finish: 'length' },
      },
    ],
  ]);
  expect((await explore(archivist(JSON.parse), { depth: 2 })).findings).toEqual([]);
});
