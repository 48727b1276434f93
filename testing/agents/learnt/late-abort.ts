import { api, completes, http, HttpResponse, nonce, noOrphans, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { facts } from '../corpus/world/facts.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Prepares both sides, commits both sides, and aborts where that fails. */
export const lateAbort: CorpusEntry = {
  id: 'late-abort',
  faults: 2,
  bug: 'Where the second commit fails twice, both are aborted, though the first can no longer be.',
  check: 'no-orphans',
  witness: [down('south', 'POST /commit/:id', 1), down('south', 'POST /commit/:id', 2)],
  scenario: scenario('goods leave one warehouse as they come into the other', {
    family: 'learnt',
    points: {
      plan: facts({ '/transfer': { article: 'kettle', count: 40 }, '/truck': { free: true } }),
      model: oracle({ label: 'Fragile' }),
      north: warehouse('NO'),
      south: warehouse('SO'),
      mail: api([http.post('/messages', () => HttpResponse.json({ sent: true }))]),
    },
    ...underFaults((at, _, id) => transfer(at.url, id)),
    tasks: [{ input: 'Move 40 kettles to the south.' }],
    checks: [completes(), noOrphans()],
  }),
};

/** What was prepared can be committed or aborted; what was committed is not aborted any more. */
function warehouse(prefix: string) {
  return api(
    () => {
      const prepared = new Map<string, string>();
      const state = new Map<string, 'prepared' | 'committed' | 'aborted'>();
      return [
        http.post('/prepare', ({ request }) => {
          const key = request.headers.get('idempotency-key') ?? '';
          const id = prepared.get(key) ?? nonce(prefix);
          prepared.set(key, id);
          if (!state.has(id)) state.set(id, 'prepared');
          return HttpResponse.json({ id });
        }),
        http.post('/commit/:id', ({ params }) => {
          const id = String(params['id']);
          if (state.get(id) === 'aborted') return HttpResponse.json({}, { status: 409 });
          state.set(id, 'committed');
          return HttpResponse.json({ id });
        }),
        http.post('/abort/:id', ({ params }) => {
          const id = String(params['id']);
          if (state.get(id) === 'committed') return HttpResponse.json({}, { status: 409 });
          state.set(id, 'aborted');
          return HttpResponse.json({ id });
        }),
      ];
    },
    { effects: { 'POST /commit/:id': { idempotent: true } } },
  );
}

const sides = ['north', 'south'] as const;

async function transfer(url: (point: string) => string, task: string): Promise<object> {
  const wanted = await twice(() => ask<object>('GET', `${url('plan')}/transfer`));
  const truck = await ask<{ free: boolean }>('GET', `${url('plan')}/truck`);
  if (!wanted.ok || !truck.ok) return { status: 'abstained', note: 'nothing was moved' };
  const label = await chat(url('model'), `A label for ${JSON.stringify(wanted.body)}`);
  const ids: string[] = [];
  for (const side of sides) {
    const carried = { key: `${task}-${side}`, json: { ...wanted.body, label } };
    const came = await twice(() => ask<{ id: string }>('POST', `${url(side)}/prepare`, carried));
    if (!came.ok) return abort(url, ids);
    ids.push(came.body.id);
  }
  for (const [n, side] of sides.entries()) {
    const came = await twice(() => ask('POST', `${url(side)}/commit/${ids[n]}`));
    if (!came.ok) return abort(url, ids);
  }
  const json = { moved: ids };
  const told = await twice(() => ask('POST', `${url('mail')}/messages`, { json }));
  return { status: told.ok && label !== null ? 'done' : 'partial', moved: ids };
}

async function abort(url: (point: string) => string, ids: readonly string[]): Promise<object> {
  for (const [n, id] of ids.entries()) {
    await twice(() => ask('POST', `${url(sides[n] ?? '')}/abort/${id}`));
  }
  return { status: 'abstained', note: 'nothing was moved' };
}
