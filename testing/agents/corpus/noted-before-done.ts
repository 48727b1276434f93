import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  api,
  completes,
  crash,
  exactlyOnce,
  honest,
  http,
  HttpResponse,
  scenario,
  type At,
  type Scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { kinds } from './kinds.ts';
import { ask, twice } from './world/ask.ts';
import { facts } from './world/facts.ts';
import { once } from './world/once.ts';

/** The menu with a death before the tool acted, and after. */
export const withCrashes: NonNullable<CorpusEntry['kinds']> = [
  ...kinds,
  crash(),
  crash({ acts: false }),
];

/** An agent that notes an order as made before it is. */
export const notedBeforeDone: CorpusEntry = {
  id: 'noted-before-done',
  faults: 1,
  bug: 'An order is noted as made before it is; who dies in between finds the note, and never makes it.',
  check: 'honest',
  kinds: withCrashes,
  scenario: restocks('an order that is said to be made is there', 'made'),
};

/** An agent that orders what is short, and notes so much before it asks for it, and `made` after. */
export function restocks(title: string, before: 'begun' | 'made'): Scenario {
  return scenario(title, {
    family: 'corpus',
    points: {
      store: facts({ '/stock': { short: 'K2' } }),
      shop: api(() => [once('/orders', 'OR')], {
        effects: { 'POST /orders': { keyHeader: 'idempotency-key' } },
      }),
      desk: api([http.post('/messages', () => HttpResponse.json({ sent: true }))]),
    },
    ...underFaults((at, _, id) => restock(at, id, before)),
    tasks: [{ input: 'Order what is short.', expect: { effects: { 'POST /orders': 1 } } }],
    checks: [completes(), exactlyOnce('shop'), honest()],
  });
}

async function restock(at: At, task: string, before: 'begun' | 'made'): Promise<object> {
  const note = path.join(at.scratch, task);
  const key = `${task}-order`;
  const stock = await twice(() => ask<object>('GET', `${at.url('store')}/stock`));
  if (!stock.ok) return { status: 'abstained', note: 'what is short is not known' };
  if (!existsSync(note) || readFileSync(note, 'utf8') !== 'made') {
    writeFileSync(note, before);
    const order = () => ask('POST', `${at.url('shop')}/orders`, { key, json: stock.body });
    if (!(await twice(order)).ok) {
      rmSync(note);
      return { status: 'pending', note: `somebody should see whether ${key} was made` };
    }
    writeFileSync(note, 'made');
  }
  const told = await ask('POST', `${at.url('desk')}/messages`, { json: { key } });
  return { status: 'done', order: key, told: told.ok };
}
