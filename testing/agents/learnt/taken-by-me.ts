import {
  api,
  completes,
  honest,
  http,
  HttpResponse,
  nonce,
  refuse,
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { kinds } from '../corpus/kinds.ts';
import { facts } from '../corpus/world/facts.ts';
import { ask, pause, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';

const taken = refuse({ status: 409 });

/** Knows of only one who could have come before. */
export const takenByMe: CorpusEntry = {
  id: 'taken-by-me',
  faults: 2,
  bug: 'A conflict at the second attempt is put down to the first, which may never have arrived.',
  check: 'honest',
  kinds: [taken, ...kinds.filter(({ name }) => name !== 'rate-limit')],
  witness: [
    down('couriers', 'POST /pickups', 1),
    taken.at('couriers', { call: 'POST /pickups', calls: 2 }),
  ],
  scenario: scenario('a pickup that is told of is one that was arranged', {
    family: 'learnt',
    points: {
      parcels: facts({
        '/parcel': { kg: 4, to: 'Ghent' },
        '/sender': { street: 'Mill Lane 4' },
        '/closed': { days: ['Sunday'] },
      }),
      model: oracle({ suits: 'monday-am,tuesday-pm,friday-am' }),
      couriers: couriers(),
      labels: api([http.post('/labels', () => HttpResponse.json({ printed: true }))]),
      mail: api([http.post('/messages', () => HttpResponse.json({ sent: true }))]),
    },
    ...underFaults((at) => arrange(at.url)),
    tasks: [{ input: 'Have the parcel picked up.', expect: { effects: { 'POST /pickups': 1 } } }],
    checks: [completes(), honest()],
  }),
};

/** One pickup in a slot, first come, first served. */
function couriers() {
  return api(
    () => {
      const slots = new Set<string>();
      return [
        http.post('/pickups', async ({ request }) => {
          const { slot } = (await request.json()) as { slot: string };
          if (slots.has(slot)) return HttpResponse.json({ error: 'taken' }, { status: 409 });
          slots.add(slot);
          return HttpResponse.json({ id: nonce('PU') });
        }),
      ];
    },
    { effects: ['POST /pickups'] },
  );
}

async function arrange(url: (point: string) => string): Promise<object> {
  const parcel = await twice(() => ask('GET', `${url('parcels')}/parcel`));
  const sender = await twice(() => ask<object>('GET', `${url('parcels')}/sender`));
  const closed = await ask('GET', `${url('parcels')}/closed`);
  if (!parcel.ok || !sender.ok) return { status: 'abstained', note: 'what is to go, and whence?' };
  const wishes = await chat(url('model'), `What suits them? ${JSON.stringify(closed.body)}`);
  if (wishes === null) return { status: 'escalated', note: 'somebody should choose a day' };
  for (const slot of wishes.split(',')) {
    const how = await book(`${url('couriers')}/pickups`, { ...sender.body, slot });
    if (how === 'taken') continue;
    if (how === 'unsure') return { status: 'pending', note: `somebody should ask about ${slot}` };
    const label = await twice(() => ask('POST', `${url('labels')}/labels`, { json: { slot } }));
    const told = await ask('POST', `${url('mail')}/messages`, { json: { slot } });
    return { status: label.ok && told.ok ? 'done' : 'partial', slot, label: label.ok };
  }
  return { status: 'abstained', note: 'every slot that suits is taken' };
}

async function book(place: string, json: object): Promise<'booked' | 'taken' | 'unsure'> {
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const came = await ask('POST', place, { json });
    if (came.ok) return 'booked';
    // After a reply that did not arrive it is our own pickup that is in the way.
    if (came.status === 409) return attempt === 1 ? 'taken' : 'booked';
    await pause(1_000);
  }
  return 'unsure';
}
