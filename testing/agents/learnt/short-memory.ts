import {
  api,
  completes,
  exactlyOnce,
  hang,
  http,
  HttpResponse,
  lostReply,
  nonce,
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { facts } from '../corpus/world/facts.ts';
import { ask, pause, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Retries for longer than its keys are remembered. */
export const shortMemory: CorpusEntry = {
  id: 'short-memory',
  faults: 2,
  bug: 'The queue knows a key for six seconds, and a third attempt after one that hung comes later.',
  check: 'exactly-once',
  witness: [
    lostReply().at('kitchen', { call: 'POST /tickets', calls: 1 }),
    hang({ acts: false }).at('kitchen', { call: 'POST /tickets', calls: 2 }),
  ],
  scenario: scenario('each course is cooked once', {
    family: 'learnt',
    points: {
      table: facts({
        '/order': { courses: ['soup', 'trout', 'tart'], seat: 12 },
        '/guest': { language: 'fr' },
      }),
      model: oracle({ allergies: 'no nuts' }),
      kitchen: kitchen(),
      mail: api([http.post('/receipts', () => HttpResponse.json({ sent: true }))]),
    },
    ...underFaults((at, _, id) => serve(at.url, id)),
    tasks: [{ input: 'Table 12 has ordered.', expect: { effects: { 'POST /tickets': 3 } } }],
    checks: [completes(), exactlyOnce('kitchen')],
  }),
};

const remembersMs = 6_000;

/** A queue that takes a message with a key it knows for one that is there already. */
function kitchen() {
  return api(
    () => {
      const seen = new Map<string, { readonly id: string; readonly atMs: number }>();
      return [
        http.post('/tickets', ({ request }) => {
          const key = request.headers.get('idempotency-key') ?? '';
          const known = seen.get(key);
          if (known !== undefined && Date.now() < known.atMs + remembersMs) {
            return HttpResponse.json({ id: known.id });
          }
          const id = nonce('TK');
          seen.set(key, { id, atMs: Date.now() });
          return HttpResponse.json({ id });
        }),
      ];
    },
    { effects: ['POST /tickets'] },
  );
}

async function serve(url: (point: string) => string, task: string): Promise<object> {
  const order = await twice(() =>
    ask<{ courses: readonly string[] }>('GET', `${url('table')}/order`),
  );
  const guest = await ask<{ language: string }>('GET', `${url('table')}/guest`);
  if (!order.ok) return { status: 'abstained', note: 'the order cannot be read' };
  const note = await chat(url('model'), `Any allergies? ${JSON.stringify(order.body)}`);
  if (note === null) return { status: 'escalated', note: 'a waiter should ask for allergies' };
  const unsure: string[] = [];
  for (const course of order.body.courses) {
    const key = `${task}-${course}`;
    if (!(await send(`${url('kitchen')}/tickets`, key, { course, note }))) unsure.push(key);
  }
  const json = { language: guest.ok ? guest.body.language : 'en', unsure };
  const told = await ask('POST', `${url('mail')}/receipts`, { json });
  return { status: unsure.length > 0 || !told.ok ? 'partial' : 'done', unsure, note };
}

async function send(place: string, key: string, json: object): Promise<boolean> {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    if ((await ask('POST', place, { key, json })).ok) return true;
    await pause(attempt * 1_000);
  }
  return false;
}
