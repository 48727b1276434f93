import {
  api,
  check,
  completes,
  eventsOf,
  failed,
  http,
  HttpResponse,
  passed,
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { facts } from '../corpus/world/facts.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';
import { once } from '../corpus/world/once.ts';

/** Spends what it did not write down a second time. */
export const unmetered: CorpusEntry = {
  id: 'unmetered',
  faults: 2,
  bug: 'What a picture cost is metered in one attempt, and the margin makes up for one that failed.',
  check: 'within-budget',
  witness: [down('meter', 'POST /costs', 1), down('meter', 'POST /costs', 3)],
  scenario: scenario('pictures cost no more than is there for them', {
    family: 'learnt',
    points: {
      catalogue: facts({ '/articles': { skus: ['K1', 'K2', 'K3', 'K4', 'K5', 'K6'] } }),
      model: oracle({ style: 'on white, from above' }),
      meter: meter(),
      studio: api(() => [once('/pictures', 'PI')], { effects: ['POST /pictures'] }),
    },
    ...underFaults((at, _, id) => illustrate(at.url, id)),
    tasks: [{ input: 'Make pictures for the new articles.' }],
    checks: [completes(), withinBudget()],
  }),
};

const budgetCents = 100;
const pictureCents = 20;

function meter() {
  return api(() => {
    const costs = new Map<string, number>();
    return [
      http.get('/left', () => {
        const spent = [...costs.values()].reduce((sum, cents) => sum + cents, 0);
        return HttpResponse.json({ cents: budgetCents - spent });
      }),
      http.post('/costs', async ({ request }) => {
        const { cents } = (await request.json()) as { cents: number };
        costs.set(request.headers.get('idempotency-key') ?? '', cents);
        return HttpResponse.json({ kept: true });
      }),
    ];
  });
}

function withinBudget() {
  return check('within-budget', (trace) => {
    const made = new Set<string>();
    for (const { id, seq } of eventsOf(trace, 'effect')) {
      made.add(id);
      if (made.size * pictureCents <= budgetCents) continue;
      return failed(`${made.size} pictures are too many`, [seq], 'within-budget: not');
    }
    return passed;
  });
}

async function illustrate(url: (point: string) => string, task: string): Promise<object> {
  const articles = await twice(() =>
    ask<{ skus: readonly string[] }>('GET', `${url('catalogue')}/articles`),
  );
  if (!articles.ok) return { status: 'abstained', note: 'which articles?' };
  const style = (await chat(url('model'), 'Which style suits kettles?')) ?? 'plain';
  const made: string[] = [];
  const unsure: string[] = [];
  for (const sku of articles.body.skus) {
    const left = await twice(() => ask<{ cents: number }>('GET', `${url('meter')}/left`));
    // One is always kept back, for the meter may lag behind.
    if (!left.ok || left.body.cents < 2 * pictureCents) break;
    const key = `${task}-${sku}`;
    const picture = await twice(() =>
      ask<{ id: string }>('POST', `${url('studio')}/pictures`, { key, json: { sku, style } }),
    );
    if (picture.ok) made.push(picture.body.id);
    else unsure.push(key);
    await ask('POST', `${url('meter')}/costs`, { key, json: { cents: pictureCents } });
  }
  const isAll = made.length === articles.body.skus.length;
  return { status: isAll ? 'done' : 'partial', made, unsure, style };
}
