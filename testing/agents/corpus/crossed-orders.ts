import {
  api,
  completes,
  http,
  HttpResponse,
  inProcess,
  nonce,
  scenario,
  type Scenario,
} from '../../../index.ts';
import type { CorpusEntry } from './entry.ts';
import { right } from './right.ts';
import { ask, pause, twice } from './world/ask.ts';

/** An agent that keeps the current order where concurrent tasks share it. */
export const crossedOrders: CorpusEntry = {
  id: 'crossed-orders',
  faults: 1,
  bug: 'A second try orders what is at hand by then, which may be what another user asked for.',
  check: 'right',
  scenario: serves('each of many at once gets what they asked for', () => {
    const shared = { item: '' };
    return () => shared;
  }),
};

/** A counter that serves three at once; `open` makes, for each run, what gives a task its tray. */
export function serves(title: string, open: () => () => { item: string }): Scenario {
  const drinks = ['tea', 'coffee', 'milk'];
  return scenario(title, {
    family: 'corpus',
    points: { counter: counter() },
    system: inProcess((at) => {
      const tray = open();
      return (input, { id }) => serve(at.url('counter'), String(input), id, tray());
    }),
    atOnce: drinks.length,
    tasks: drinks.map((item) => ({
      input: item,
      expect: { answer: { item }, effects: { 'POST /orders': [{ item }] } },
    })),
    plan: [],
    phases: ['fault'],
    checks: [completes(), right],
  });
}

function counter() {
  return api(
    () => {
      const made = new Map<string, object>();
      return [
        http.get('/menu', () => HttpResponse.json({ drinks: ['tea', 'coffee', 'milk'] })),
        http.post('/orders', async ({ request }) => {
          const key = request.headers.get('idempotency-key') ?? '';
          const { item } = (await request.json()) as { item: string };
          const order = made.get(key) ?? { id: nonce('OR'), item };
          made.set(key, order);
          return HttpResponse.json(order);
        }),
      ];
    },
    { effects: { 'POST /orders': { keyHeader: 'idempotency-key' } } },
  );
}

async function serve(
  counter: string,
  asked: string,
  key: string,
  tray: { item: string },
): Promise<object> {
  const menu = await twice(() => ask('GET', `${counter}/menu`));
  if (!menu.ok) return { status: 'abstained', note: 'the menu cannot be read' };
  tray.item = asked;
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const json = { item: tray.item };
    const made = await ask<{ id: string; item: string }>('POST', `${counter}/orders`, {
      key,
      json,
    });
    if (made.ok) return { status: 'done', item: made.body.item, order: made.body.id };
    await pause(1_000);
  }
  return { status: 'escalated', note: `it may have been ordered under ${key}` };
}
