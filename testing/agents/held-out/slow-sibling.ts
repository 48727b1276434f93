import {
  api,
  completes,
  delay,
  http,
  HttpResponse,
  noOrphans,
  provider,
  refuse,
  scenario,
  type At,
  type Scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { AgentPair } from './agent-pair.ts';
import { ask, askTwice } from './world/ask.ts';
import { chat } from './world/chat.ts';
import { references } from './world/references.ts';

/** Books a car and a room at the same time: both, or none. */
export const slowSibling: AgentPair = {
  id: 'slow-sibling',
  faults: 1,
  bug: 'Where one booking fails, only those are taken back that came before it; the other is under way.',
  check: 'no-orphans',
  witness: [refuse({ status: 409 }).at('cars', { call: 'PUT /cars/:ref', calls: 1 })],
  scenario: make(false),
  sound: make(true),
};

function make(isSound: boolean): Scenario {
  return scenario('a trip is booked whole, or not at all', {
    family: 'held-out',
    points: { cars: cars(), rooms: rooms(), model: writer() },
    ...underFaults((at, _, id) => travel(at, id, isSound)),
    tasks: [
      {
        input: 'A car and a room in Porto.',
        expect: { effects: { 'PUT /cars/:ref': 1, 'PUT /rooms/:ref': 1 } },
      },
    ],
    checks: [completes(), noOrphans('rooms'), noOrphans('cars')],
  });
}

function cars() {
  return api(
    () => {
      const { put, cancel } = references('/cars/:ref');
      return [put, cancel];
    },
    { effects: { 'PUT /cars/:ref': { undoneBy: 'DELETE /cars/:ref' } } },
  );
}

/** A hotel that asks its house before it confirms a room. */
function rooms() {
  return api(
    () => {
      const cancelled = new Set<unknown>();
      return [
        http.put('/rooms/:ref', async ({ params: { ref } }) => {
          await delay(2_000);
          if (cancelled.has(ref)) return HttpResponse.json({ error: 'gone' }, { status: 409 });
          return HttpResponse.json({ id: ref });
        }),
        http.delete('/rooms/:ref', ({ params: { ref } }) => {
          cancelled.add(ref);
          return HttpResponse.json({ cancelled: true });
        }),
      ];
    },
    { effects: { 'PUT /rooms/:ref': { undoneBy: 'DELETE /rooms/:ref' } } },
  );
}

function writer() {
  return provider({
    script: ({ user }) => (user.includes('sorry') ? 'Sorry, no trip.' : 'Have a good trip.'),
    pace: { first: '3 s', gap: 0 },
  });
}

async function travel(at: At, task: string, isSound: boolean): Promise<object> {
  const places = [`${at.url('cars')}/cars/${task}-car`, `${at.url('rooms')}/rooms/${task}-room`];
  const begun: Promise<void>[] = [];
  const touched = new Set<string>();
  const book = async (place: string) => {
    const booked = await ask('PUT', place, { timeoutMs: 8_000 });
    touched.add(place);
    if (!booked.ok) throw new Error('not booked');
  };
  try {
    for (const place of places) begun.push(book(place));
    await Promise.all(begun);
  } catch {
    if (isSound) await Promise.allSettled(begun);
    const back = await Promise.all([...touched].map((place) => askTwice('DELETE', place)));
    const note = await chat(at.url('model'), 'Say sorry.');
    if (back.every(({ ok }) => ok)) return { status: 'abstained', note };
    return { status: 'pending', look: [`${task}-car`, `${task}-room`] };
  }
  const note = await chat(at.url('model'), 'Wish a good trip.');
  return { status: 'done', car: `${task}-car`, room: `${task}-room`, note };
}
