import {
  api,
  completes,
  exactlyOnce,
  http,
  HttpResponse,
  provider,
  scenario,
  unreachable,
  type At,
  type Scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { AgentPair } from './agent-pair.ts';
import { ask, askTwice } from './world/ask.ts';
import { chat } from './world/chat.ts';
import { keyed } from './world/keyed.ts';

interface Place {
  readonly name: string;
  readonly diets: readonly string[];
}

const places: readonly Place[] = [
  { name: 'Asador', diets: ['meat'] },
  { name: 'Brasa', diets: ['meat', 'fish'] },
  { name: 'Verde', diets: ['vegan', 'fish'] },
];

/** Books a table where a guest can eat. */
export const anyDiet: AgentPair = {
  id: 'any-diet',
  faults: 1,
  bug: 'What is read in place of the guide is not narrowed to what the guest eats.',
  check: 'exactly-once',
  witness: [unreachable().at('guide', { call: 'GET /search', calls: 1 })],
  scenario: make(false),
  sound: make(true),
};

function make(isSound: boolean): Scenario {
  return scenario('a vegan guest is brought to a vegan table', {
    family: 'held-out',
    points: {
      guide: api([
        http.get('/search', ({ request }) => {
          const diet = new URL(request.url).searchParams.get('diet') ?? '';
          return HttpResponse.json({ places: places.filter(({ diets }) => diets.includes(diet)) });
        }),
      ]),
      directory: api([http.get('/places', () => HttpResponse.json({ places }))]),
      // It likes what it is told of first.
      model: provider({
        script: ({ user }) => /Asador|Brasa|Verde/.exec(user)?.[0] ?? 'None of them.',
      }),
      tables: tables(),
    },
    ...underFaults((at, input, id) => dine(at, id, input as Guest, isSound)),
    tasks: [
      {
        input: { diet: 'vegan', at: '20:00' },
        expect: { effects: { 'POST /tables': [{ place: 'Verde' }] } },
      },
    ],
    checks: [completes(), exactlyOnce('tables')],
  });
}

function tables() {
  return api(
    () => {
      const booked = keyed('TBL');
      return [http.post('/tables', ({ request }) => HttpResponse.json({ id: booked(request).id }))];
    },
    { effects: { 'POST /tables': { keyHeader: 'idempotency-key' } } },
  );
}

interface Guest {
  readonly diet: string;
  readonly at: string;
}

async function dine(at: At, task: string, guest: Guest, isSound: boolean): Promise<object> {
  const found = await candidates(at, guest, isSound);
  if (found.length === 0) return { status: 'abstained', note: 'no place is known' };
  const choice = await chat(at.url('model'), `Choose one: ${found.join(', ')}`);
  const place = found.find((name) => name === choice);
  if (!place) return { status: 'abstained', note: 'no place was chosen' };
  const key = `${task}-table`;
  const booked = await askTwice<{ id: string }>('POST', `${at.url('tables')}/tables`, {
    json: { place, at: guest.at },
    headers: { 'idempotency-key': key },
  });
  if (!booked.ok) return { status: 'pending', note: `look for booking ${key}` };
  return { status: 'done', place, table: booked.body.id };
}

async function candidates(at: At, { diet }: Guest, isSound: boolean): Promise<readonly string[]> {
  const url = `${at.url('guide')}/search?diet=${diet}`;
  const guide = await ask<{ places: readonly Place[] }>('GET', url, { timeoutMs: 3_000 });
  if (guide.ok) return guide.body.places.map(({ name }) => name);
  const all = await askTwice<{ places: readonly Place[] }>('GET', `${at.url('directory')}/places`);
  if (!all.ok) return [];
  const fit = all.body.places.filter(({ diets }) => !isSound || diets.includes(diet));
  return fit.map(({ name }) => name);
}
