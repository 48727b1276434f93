import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  api,
  bounded,
  completes,
  crash,
  exactlyOnce,
  http,
  HttpResponse,
  scenario,
  type At,
  type Scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { AgentPair } from './agent-pair.ts';
import { ask, askTwice } from './world/ask.ts';

const budget = 5;
const prices = [930, 880, 910, 790, 850, 845, 900, 870, 860, 820];

/** Buys quotes until its budget is spent, and orders at the best of them. */
export const freshBudget: AgentPair = {
  id: 'fresh-budget',
  faults: 1,
  bug: 'What was found outlives a crash, and what was spent on it does not.',
  check: 'bounded',
  witness: [crash().at('quotes', { call: 'GET /quotes', calls: 4 })],
  scenario: make(false),
  sound: make(true),
};

function make(isSound: boolean): Scenario {
  return scenario('no more quotes are bought than a task may have', {
    family: 'held-out',
    points: {
      quotes: api(() => {
        let sold = 0;
        return [
          http.get('/quotes', () => {
            sold += 1;
            return HttpResponse.json({ price: prices[(sold - 1) % prices.length] });
          }),
        ];
      }),
      shop: api(
        [http.put('/orders/:ref', ({ params }) => HttpResponse.json({ id: params['ref'] }))],
        { effects: ['PUT /orders/:ref'] },
      ),
    },
    ...underFaults((at, _, id) => buy(at, id, isSound)),
    tasks: [
      { input: 'Buy a bicycle at a good price.', expect: { effects: { 'PUT /orders/:ref': 1 } } },
    ],
    checks: [completes(), exactlyOnce('shop'), bounded({ point: 'quotes', calls: budget + 1 })],
  });
}

interface Progress {
  readonly best: number | null;
  readonly spent: number;
}

async function buy(at: At, task: string, isSound: boolean): Promise<object> {
  const file = path.join(at.scratch, `${task}.json`);
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Progress) : null;
  let best = known?.best ?? null;
  let spent = isSound ? (known?.spent ?? 0) : 0;
  const keep = () => writeFileSync(file, JSON.stringify({ best, spent } satisfies Progress));
  while (spent < budget) {
    spent += 1;
    if (isSound) keep();
    const quote = await ask<{ price: number }>('GET', `${at.url('quotes')}/quotes`);
    if (!quote.ok) continue;
    best = Math.min(best ?? quote.body.price, quote.body.price);
    keep();
  }
  if (best === null) return { status: 'abstained', note: 'nobody quotes a price' };
  const json = { price: best };
  const ordered = await askTwice('PUT', `${at.url('shop')}/orders/${task}`, { json });
  return ordered.ok ? { status: 'done', order: task } : { status: 'pending', look: task };
}
