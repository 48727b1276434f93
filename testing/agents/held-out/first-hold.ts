import {
  api,
  completes,
  exactlyOnce,
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
import { keyed } from './world/keyed.ts';
import { references } from './world/references.ts';

/** Holds a room, pays for it and writes to the guest. */
export const firstHold: AgentPair = {
  id: 'first-hold',
  faults: 2,
  bug: 'What takes the hold back was told the id of the first hold, and keeps to it after a second.',
  check: 'no-orphans',
  witness: [
    refuse({ status: 410 }).at('rooms', { call: 'PUT /holds/:id', calls: 1 }),
    refuse({ status: 503 }).at('bank', { call: 'PUT /charges/:ref', calls: 1 }),
  ],
  scenario: make(false),
  sound: make(true),
};

function make(isSound: boolean): Scenario {
  return scenario('a room that is not paid for is not kept from others', {
    family: 'held-out',
    points: { guests: guests(), rooms: rooms(), bank: bank(), model: writer(), mail: mail() },
    ...underFaults((at, _, id) => stay(at, id, isSound)),
    tasks: [{ input: 'Two nights for guest 12.', expect: { effects: { 'POST /holds': 1 } } }],
    checks: [completes(), exactlyOnce(), noOrphans('rooms')],
  });
}

function guests() {
  return api([http.get('/guests/:id', () => HttpResponse.json({ name: 'Ada', card: 'visa-12' }))]);
}

function rooms() {
  return api(
    () => {
      const holds = keyed('HLD');
      const released = new Set<unknown>();
      return [
        http.post('/holds', ({ request }) => {
          const { id } = holds(request);
          // A request that comes after all was done must not take the room again.
          return HttpResponse.json({ id }, { status: released.has(id) ? 409 : 200 });
        }),
        http.put('/holds/:id', () => HttpResponse.json({ until: 'tomorrow' })),
        http.delete('/holds/:id', ({ params: { id } }) => {
          released.add(id);
          return HttpResponse.json({ released: true });
        }),
      ];
    },
    { effects: { 'POST /holds': { undoneBy: 'DELETE /holds/:id', keyHeader: 'idempotency-key' } } },
  );
}

function bank() {
  return api(
    () => {
      const { put, cancel } = references('/charges/:ref');
      return [put, cancel];
    },
    { effects: { 'PUT /charges/:ref': { undoneBy: 'DELETE /charges/:ref' } } },
  );
}

function writer() {
  return provider({ script: [{ reply: 'Dear Ada, we look forward to your stay.' }] });
}

function mail() {
  return api([http.put('/letters/:ref', () => HttpResponse.json({ queued: true }))]);
}

interface Held {
  readonly id: string;
}

async function stay(at: At, task: string, isSound: boolean): Promise<object> {
  const rooms = at.url('rooms');
  const guest = await askTwice<{ name: string; card: string }>(
    'GET',
    `${at.url('guests')}/guests/12`,
  );
  if (!guest.ok) return { status: 'abstained', note: 'the guest is not known' };
  const letter = await chat(at.url('model'), `Welcome ${guest.body.name}.`);
  const keys = [`${task}-hold`];
  const take = (key: string) =>
    askTwice<Held>('POST', `${rooms}/holds`, { headers: { 'idempotency-key': key } });
  const release = async (id: string) => (await askTwice('DELETE', `${rooms}/holds/${id}`)).ok;
  let hold = await take(`${task}-hold`);
  // Before a crash it may have been given back for another.
  if (!hold.ok && hold.status === 409) {
    keys.push(`${task}-hold-2`);
    hold = await take(`${task}-hold-2`);
  }
  if (!hold.ok) return { status: 'pending', look: keys };
  const first = hold.body.id;
  let undo = () => release(first);
  const kept = await ask('PUT', `${rooms}/holds/${first}`);
  if (!kept.ok) {
    // It may have lapsed, so another is taken in its place.
    const isGone = await undo();
    keys.push(`${task}-hold-2`);
    hold = await take(`${task}-hold-2`);
    if (!hold.ok || !isGone) return { status: 'pending', look: [first, ...keys] };
    const { id } = hold.body;
    if (isSound) undo = () => release(id);
  }
  return pay(at, { task, hold: hold.body.id, letter, undo });
}

interface Stay {
  readonly task: string;
  readonly hold: string;
  readonly letter: string | null;
  readonly undo: () => Promise<boolean>;
}

async function pay(at: At, { task, hold, letter, undo }: Stay): Promise<object> {
  const charge = `${at.url('bank')}/charges/${task}`;
  if (!(await ask('PUT', charge, { json: { card: 'visa-12', hold } })).ok) {
    const isBack = (await askTwice('DELETE', charge)).ok;
    if (!isBack) return { status: 'pending', look: [task, hold] };
    return (await undo()) ? { status: 'rolled back' } : { status: 'pending', look: [hold] };
  }
  const json = { text: letter };
  const sent = letter && (await askTwice('PUT', `${at.url('mail')}/letters/${task}`, { json })).ok;
  return { status: sent ? 'done' : 'partial', hold, charge: task };
}
