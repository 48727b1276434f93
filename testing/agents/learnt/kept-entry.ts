import { api, completes, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { right } from '../corpus/right.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Moves an appointment with one agent, and reminds of it with another. */
export const keptEntry: CorpusEntry = {
  id: 'kept-entry',
  faults: 2,
  bug: 'An entry of the cache that could not be dropped is read where the clinic does not answer.',
  check: 'right',
  witness: [down('cache', 'DELETE /entries/:id'), down('clinic', 'GET /appointments/:id')],
  scenario: scenario('a patient is reminded of the time that holds', {
    family: 'learnt',
    points: {
      clinic: clinic(),
      cache: cache(),
      model: oracle({ Choose: 'Tuesday 10:00', Remind: 'Please bring your card.' }),
      phone: api([http.post('/messages', () => HttpResponse.json({ sent: true }))]),
    },
    ...underFaults((at) => reschedule(at.url)),
    tasks: [
      { input: 'Move my appointment to Tuesday.', expect: { answer: { at: 'Tuesday 10:00' } } },
    ],
    checks: [completes(), right],
  }),
};

interface Appointment {
  readonly at: string;
}

function clinic() {
  return api(
    () => {
      let at = 'Monday 09:00';
      return [
        http.get('/patient', () => HttpResponse.json({ name: 'Lee' })),
        http.get('/slots', () => HttpResponse.json({ free: ['Tuesday 10:00', 'Tuesday 15:00'] })),
        http.get('/appointments/:id', () => HttpResponse.json({ at })),
        http.put('/appointments/:id', async ({ params, request }) => {
          ({ at } = (await request.json()) as Appointment);
          return HttpResponse.json({ id: params['id'], at });
        }),
      ];
    },
    { effects: ['PUT /appointments/:id'] },
  );
}

/** What was last read of each appointment. */
function cache() {
  return api(() => {
    const entries = new Map([['7', { at: 'Monday 09:00' }]]);
    return [
      http.get('/entries/:id', ({ params }) => {
        const entry = entries.get(String(params['id']));
        return HttpResponse.json(entry ?? { error: 'none' }, { status: entry ? 200 : 404 });
      }),
      http.delete('/entries/:id', ({ params }) => {
        entries.delete(String(params['id']));
        return HttpResponse.json({ dropped: true });
      }),
    ];
  });
}

async function reschedule(url: (point: string) => string): Promise<object> {
  const patient = await twice(() => ask<{ name: string }>('GET', `${url('clinic')}/patient`));
  const slots = await twice(() =>
    ask<{ free: readonly string[] }>('GET', `${url('clinic')}/slots`),
  );
  if (!patient.ok || !slots.ok) return { status: 'abstained', note: 'it stays as it is' };
  const at = await chat(url('model'), `Choose one: ${JSON.stringify(slots.body)}`);
  if (at === null) return { status: 'escalated', note: 'somebody should choose a time' };
  const place = `${url('clinic')}/appointments/7`;
  const moved = await twice(() => ask('PUT', place, { json: { at } }));
  if (!moved.ok) return { status: 'pending', note: 'look whether appointment 7 was moved' };
  await ask('DELETE', `${url('cache')}/entries/7`);
  return remind(url, patient.body.name);
}

/** Knows of an appointment what the clinic says, or else the cache. */
async function remind(url: (point: string) => string, name: string): Promise<object> {
  let known = await ask<Appointment>('GET', `${url('clinic')}/appointments/7`);
  if (!known.ok) known = await ask<Appointment>('GET', `${url('cache')}/entries/7`);
  if (!known.ok) return { status: 'partial', note: 'moved, but nobody was reminded' };
  const words = await chat(url('model'), `Remind ${name}`);
  const { at } = known.body;
  const json = { text: `${at}. ${words ?? ''}` };
  const told = await twice(() => ask('POST', `${url('phone')}/messages`, { json }));
  return { status: told.ok && words !== null ? 'done' : 'partial', at };
}
