import { api, completes, http, HttpResponse, noOrphans, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { bookings } from '../corpus/world/bookings.ts';
import { facts } from '../corpus/world/facts.ts';
import { ask, pause, type Came } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';
import { once } from '../corpus/world/once.ts';

/** Gives up as a whole, with the seats in its hands. */
export const twoErrorsAndOut: CorpusEntry = {
  id: 'two-errors-and-out',
  faults: 2,
  bug: 'The second error of a run ends it, wherever it is, and seats that are held stay so unnamed.',
  check: 'no-orphans',
  witness: [down('theatre', 'GET /plays'), down('till', 'POST /charges')],
  scenario: scenario('seats that were taken are known of', {
    family: 'learnt',
    points: {
      theatre: facts({
        '/plays': { tonight: ['Hamlet', 'The Seagull'] },
        '/seats': { free: ['C7', 'C8'] },
        '/prices': { cents: 4_200 },
      }),
      model: oracle({ Choose: 'The Seagull' }),
      seats: bookings('SE'),
      till: api(() => [once('/charges', 'CH')], { effects: ['POST /charges'] }),
      mail: api([http.post('/tickets', () => HttpResponse.json({ sent: true }))]),
    },
    ...underFaults((at, _, id) => goOut(at.url, id)),
    tasks: [{ input: 'Two seats for tonight, surprise me.' }],
    checks: [completes(), noOrphans()],
  }),
};

const mostErrors = 2;

type Act = <Body>(send: () => Promise<Came<Body>>) => Promise<Body>;

/** Tries again as long as there are few errors; with more of them the tools seem to be down. */
function forgiving(): Act {
  let errors = 0;
  return async <Body>(send: () => Promise<Came<Body>>) => {
    for (;;) {
      const came = await send();
      if (came.ok) return came.body;
      errors += 1;
      if (errors === mostErrors) throw new Error('too many errors');
      await pause(1_000);
    }
  };
}

async function goOut(url: (point: string) => string, task: string): Promise<object> {
  try {
    return await book(url, task, forgiving());
  } catch {
    return { status: 'escalated', note: 'The box office seems to be down. Please call it.' };
  }
}

async function book(url: (point: string) => string, key: string, act: Act): Promise<object> {
  const theatre = url('theatre');
  const { tonight } = await act(() => ask<{ tonight: string[] }>('GET', `${theatre}/plays`));
  const choice = await chat(url('model'), `Choose one of ${tonight.join(', ')}.`);
  const play = tonight.find((it) => it === choice) ?? tonight[0];
  const { free } = await act(() => ask<{ free: string[] }>('GET', `${theatre}/seats`));
  if (play === undefined || free.length < 2) return { status: 'declined', note: 'sold out' };
  const { cents } = await act(() => ask<{ cents: number }>('GET', `${theatre}/prices`));
  const json = { play, seats: free.slice(0, 2) };
  const held = await act(() => ask<{ id: string }>('POST', `${url('seats')}/book`, { key, json }));
  const paid = await act(() =>
    ask<{ id: string }>('POST', `${url('till')}/charges`, { key, json: { cents: 2 * cents } }),
  );
  await act(() => ask('POST', `${url('mail')}/tickets`, { json: { seats: held.id } }));
  return { status: 'done', play, seats: held.id, charge: paid.id };
}
