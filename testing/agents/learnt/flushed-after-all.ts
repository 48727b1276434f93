import { api, completes, http, HttpResponse, noOrphans, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { bookings } from '../corpus/world/bookings.ts';
import { facts } from '../corpus/world/facts.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Puts off what does not work at once, and does it before it ends. */
export const flushedAfterAll: CorpusEntry = {
  id: 'flushed-after-all',
  faults: 2,
  bug: 'A booking that was put off is made in the end, also where the trip was called off meanwhile.',
  check: 'no-orphans',
  witness: [down('hotel', 'POST /book'), down('train', 'POST /book')],
  scenario: scenario('a trip that is called off leaves no bookings', {
    family: 'learnt',
    points: {
      offers: facts({ '/offers': { city: 'Ghent' }, '/days': { from: 'Friday' } }),
      model: oracle({ Choose: 'the 9:04, a room by the canal, and the altarpiece' }),
      hotel: bookings('HT'),
      museum: bookings('MU'),
      train: bookings('TR'),
      mail: api([http.post('/messages', () => HttpResponse.json({ sent: true }))]),
    },
    ...underFaults((at, _, id) => travel(at.url, id)),
    tasks: [{ input: 'Two days in Ghent.' }],
    checks: [completes(), noOrphans()],
  }),
};

async function travel(url: (point: string) => string, task: string): Promise<object> {
  const offers = await twice(() => ask<object>('GET', `${url('offers')}/offers`));
  const days = await twice(() => ask<object>('GET', `${url('offers')}/days`));
  if (!offers.ok || !days.ok) return { status: 'abstained', note: 'nothing was booked' };
  const choice = await chat(url('model'), `Choose: ${JSON.stringify(offers.body)}`);
  if (choice === null) return { status: 'abstained', note: 'nothing was booked' };
  const later = new Set<string>();
  const booked: string[] = [];
  const book = async (what: string): Promise<boolean> => {
    const key = `${task}-${what}`;
    const carried = { key, json: { ref: key, choice, ...days.body } };
    const came = await ask<{ id: string }>('POST', `${url(what)}/book`, carried);
    if (came.ok) booked.push(what);
    return came.ok;
  };
  try {
    // A hotel and a museum may be had later; without a train there is no trip.
    for (const what of ['hotel', 'museum']) if (!(await book(what))) later.add(what);
    if (!(await book('train'))) return await callOff(url, task, [...booked, 'train']);
  } finally {
    for (const what of later) if (await book(what)) later.delete(what);
  }
  const open = [...later].map((what) => `${task}-${what}`);
  const trip = booked.map((what) => `${task}-${what}`);
  const told = await ask('POST', `${url('mail')}/messages`, { json: { trip, open } });
  return { status: open.length > 0 || !told.ok ? 'partial' : 'done', trip, open };
}

async function callOff(
  url: (point: string) => string,
  task: string,
  booked: readonly string[],
): Promise<object> {
  const unsure: string[] = [];
  for (const what of booked) {
    const key = `${task}-${what}`;
    const gone = await twice(() => ask('DELETE', `${url(what)}/book/${key}`));
    if (!gone.ok) unsure.push(key);
  }
  return { status: 'abstained', note: 'there is no train', unsure };
}
