import {
  api,
  completes,
  exactlyOnce,
  http,
  HttpResponse,
  nonce,
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { facts } from './world/facts.ts';
import { ask, pause, twice } from './world/ask.ts';
import { chat, oracle } from './world/model.ts';

/** An agent that takes a query for lost after two failed polls, and starts it again. */
export const missedPolls: CorpusEntry = {
  id: 'missed-polls',
  faults: 2,
  bug: 'A long query of which two polls fail counts as lost and is started anew as it still runs.',
  check: 'exactly-once',
  witness: [down('warehouse', 'GET /queries/:id', 1), down('warehouse', 'GET /queries/:id', 2)],
  scenario: scenario('a query that costs money is run once', {
    family: 'corpus',
    points: {
      catalog: facts({ '/tables': { names: ['sales'] }, '/columns': { sales: ['day', 'cents'] } }),
      model: oracle({
        SQL: 'SELECT SUM(cents) FROM sales',
        Explain: 'It is the sum of all sales.',
      }),
      warehouse: warehouse(),
    },
    ...underFaults((at, _, id) => answer(at.url, id)),
    tasks: [{ input: 'What did we sell?' }],
    checks: [completes(), exactlyOnce('warehouse')],
  }),
};

/** A query is ready at the fourth poll. */
function warehouse() {
  return api(
    () => {
      const byKey = new Map<string, string>();
      const polls = new Map<string, number>();
      return [
        http.post('/queries', ({ request }) => {
          const key = request.headers.get('idempotency-key') ?? '';
          const id = byKey.get(key) ?? nonce('QU');
          byKey.set(key, id);
          return HttpResponse.json({ id });
        }),
        http.get('/queries/:id', ({ params }) => {
          const count = (polls.get(String(params['id'])) ?? 0) + 1;
          polls.set(String(params['id']), count);
          return HttpResponse.json({ cents: count >= 4 ? 81_200 : null });
        }),
      ];
    },
    { effects: { 'POST /queries': { keyHeader: 'idempotency-key' } } },
  );
}

async function answer(url: (point: string) => string, task: string): Promise<object> {
  const tables = await twice(() => ask('GET', `${url('catalog')}/tables`));
  const columns = await twice(() => ask('GET', `${url('catalog')}/columns`));
  if (!tables.ok || !columns.ok) return { status: 'abstained', note: 'the schema is not known' };
  const sql = await chat(url('model'), `Write SQL for ${JSON.stringify(columns.body)}`);
  if (sql === null) return { status: 'abstained', note: 'no query was written' };
  for (let start = 1; start <= 2; start += 1) {
    const carried = { key: `${task}-${start}`, json: { sql } };
    const queries = `${url('warehouse')}/queries`;
    const query = await twice(() => ask<{ id: string }>('POST', queries, carried));
    if (!query.ok) return { status: 'pending', note: `look for ${carried.key}` };
    const cents = await result(`${queries}/${query.body.id}`);
    if (cents === 'lost') continue;
    if (cents === 'late') return { status: 'pending', note: `${query.body.id} takes long` };
    const text = await chat(url('model'), `Explain ${cents}.`);
    return { status: 'done', cents, text: text ?? sql };
  }
  return { status: 'pending', note: 'the warehouse loses our queries' };
}

async function result(query: string): Promise<number | 'late' | 'lost'> {
  let missed = 0;
  for (let poll = 1; poll <= 8; poll += 1) {
    await pause(1_500);
    const state = await ask<{ cents: number | null }>('GET', query);
    if (!state.ok) missed += 1;
    else if (state.body.cents !== null) return state.body.cents;
    if (missed === 2) return 'lost';
  }
  return 'late';
}
