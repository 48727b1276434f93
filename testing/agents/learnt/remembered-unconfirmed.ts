import {
  api,
  check,
  completes,
  eventsOf,
  failed,
  http,
  HttpResponse,
  inProcess,
  passed,
  scenario,
} from '../../../index.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { bookings } from '../corpus/world/bookings.ts';
import { facts } from '../corpus/world/facts.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Remembers what never came to be. */
export const rememberedUnconfirmed: CorpusEntry = {
  id: 'remembered-unconfirmed',
  faults: 2,
  bug: 'It remembers an appointment before it is made, and one that failed may not be forgotten.',
  check: 'remembers-what-is',
  witness: [down('diary', 'POST /book'), down('memory', 'DELETE /memory/:topic')],
  scenario: scenario('an appointment that is told of is one that was made', {
    family: 'learnt',
    points: {
      clinic: facts({
        '/slots': { free: ['Mon 9:00', 'Tue 14:30'] },
        '/patient': { since: 2019 },
        '/rooms': { Tue: 'B2' },
      }),
      model: oracle({ best: 'Tue 14:30', Tell: 'See you then.' }),
      memory: memory(),
      diary: bookings('AP'),
      mail: api([http.post('/reminders', () => HttpResponse.json({ set: true }))]),
    },
    system: inProcess((at) => (input) => {
      const isWish = String(input).startsWith('Make');
      return isWish ? appoint(at.url) : recall(at.url);
    }),
    tasks: [{ input: 'Make an appointment with the dentist.' }, { input: 'When is it again?' }],
    plan: [],
    phases: ['fault'],
    checks: [completes(), remembersWhatIs()],
  }),
};

function memory() {
  return api(() => {
    const kept = new Map<string, unknown>();
    return [
      http.put('/memory/:topic', async ({ params, request }) => {
        kept.set(String(params['topic']), await request.json());
        return HttpResponse.json({ kept: true });
      }),
      http.get('/memory/:topic', ({ params }) =>
        HttpResponse.json({ value: kept.get(String(params['topic'])) ?? null }),
      ),
      http.delete('/memory/:topic', ({ params }) =>
        HttpResponse.json({ forgotten: kept.delete(String(params['topic'])) }),
      ),
    ];
  });
}

function remembersWhatIs() {
  return check('remembers-what-is', (trace) => {
    const [undone, made] = [true, false].map((undoes) =>
      eventsOf(trace, 'effect').filter((effect) => effect.undoes === undoes),
    );
    const isThere = made?.some(({ key }) => !undone?.some(({ id }) => id === key));
    const told = eventsOf(trace, 'task.end').find(
      ({ ending }) => ending.how === 'answered' && ending.disposition === 'full',
    );
    if (!told || isThere) return passed;
    return failed('it tells of no appointment that is', [told.seq], 'remembers-what-is: not');
  });
}

const ref = 'dentist';

async function appoint(url: (point: string) => string): Promise<object> {
  const slots = await twice(() => ask<{ free: string[] }>('GET', `${url('clinic')}/slots`));
  if (!slots.ok) return { status: 'abstained', note: 'no slot is known to be free' };
  const patient = await ask('GET', `${url('clinic')}/patient`);
  const known = JSON.stringify([patient.body, slots.body]);
  const said = await chat(url('model'), `Which is best? ${known}`);
  const slot = slots.body.free.find((it) => it === said) ?? slots.body.free[0];
  const place = `${url('memory')}/memory/${ref}`;
  // Now, for it may take a while until the diary answers, and the talk may be over by then.
  const kept = await ask('PUT', place, { json: { slot } });
  const booked = await ask('POST', `${url('diary')}/book`, { key: ref, json: { slot } });
  if (booked.ok) {
    const reminded = await ask('POST', `${url('mail')}/reminders`, { json: { slot } });
    return { status: kept.ok && reminded.ok ? 'done' : 'partial', slot };
  }
  await ask('DELETE', place);
  const cancelled = await twice(() => ask('DELETE', `${url('diary')}/book/${ref}`));
  if (cancelled.ok) return { status: 'abstained', note: 'there is no appointment' };
  return { status: 'needs-reconciliation', note: `somebody should look for ${ref}` };
}

async function recall(url: (point: string) => string): Promise<object> {
  const came = await ask<{ value: { slot: string } | null }>(
    'GET',
    `${url('memory')}/memory/${ref}`,
  );
  const slot = came.ok ? came.body.value?.slot : undefined;
  if (slot === undefined) {
    const seen = await twice(() =>
      ask<{ id: string | null }>('GET', `${url('diary')}/bookings/${ref}`),
    );
    if (!seen.ok || seen.body.id === null) return { status: 'abstained', note: 'I know of none' };
    return { status: 'partial', note: `it is in the diary as ${seen.body.id}` };
  }
  const rooms = await ask<object>('GET', `${url('clinic')}/rooms`);
  const text = await chat(url('model'), `Tell of ${slot} in ${JSON.stringify(rooms.body)}.`);
  return { status: 'done', slot, text: text ?? slot };
}
