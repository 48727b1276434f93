import {
  api,
  check,
  completes,
  eventsOf,
  failed,
  http,
  HttpResponse,
  lostReply,
  passed,
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { facts } from '../corpus/world/facts.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';
import { once } from '../corpus/world/once.ts';

/** Halves a batch to find what is wrong with it, though it may have gone out whole. */
export const bisectedBatch: CorpusEntry = {
  id: 'bisected-batch',
  faults: 2,
  bug: 'A batch that failed twice is sent in halves under keys of their own; it may have landed.',
  check: 'invites-once',
  witness: [
    lostReply().at('post', { call: 'POST /invitations', calls: 1 }),
    down('post', 'POST /invitations', 2),
  ],
  scenario: scenario('everybody is invited once', {
    family: 'learnt',
    points: {
      office: facts({
        '/event': { what: 'open day', on: '2027-05-02' },
        '/neighbours': { names: ['Ann', 'Bo', 'Cy', 'Di'] },
        '/customers': { names: ['Ed', 'Flo', 'Gus'] },
        '/venue': { seats: 40 },
      }),
      model: oracle({ Invite: 'Come and see us.' }),
      post: api(() => [once('/invitations', 'IN')], { effects: ['POST /invitations'] }),
      calendar: api([http.put('/days/:day', () => HttpResponse.json({ marked: true }))]),
    },
    ...underFaults((at, _, id) => inviteAll(at.url, id)),
    tasks: [{ input: 'Invite the guests to the open day.' }],
    checks: [completes(), invitesOnce()],
  }),
};

function invitesOnce() {
  return check('invites-once', (trace) => {
    const names = new Map(
      eventsOf(trace, 'call.start').map(({ call, input }) => [
        call,
        (input as { names?: readonly string[] } | null)?.names ?? [],
      ]),
    );
    const sent = eventsOf(trace, 'effect').flatMap(({ id, call, seq }) =>
      (names.get(call) ?? []).map((name) => ({ id, name, seq })),
    );
    const again = sent.find(({ id, name }) => sent.some((it) => it.name === name && it.id !== id));
    if (!again) return passed;
    return failed(`${again.name} is invited again`, [again.seq], 'invites-once: again');
  });
}

async function inviteAll(url: (point: string) => string, task: string): Promise<object> {
  const event = await twice(() => ask<{ on: string }>('GET', `${url('office')}/event`));
  const venue = await twice(() => ask<{ seats: number }>('GET', `${url('office')}/venue`));
  if (!event.ok || !venue.ok) return { status: 'abstained', note: 'what is on?' };
  const text = await chat(url('model'), `Invite to ${JSON.stringify(event.body)}`);
  if (text === null) return { status: 'abstained', note: 'there is no text' };
  const missing: string[] = [];
  for (const list of ['neighbours', 'customers']) {
    const guests = await twice(() =>
      ask<{ names: readonly string[] }>('GET', `${url('office')}/${list}`),
    );
    const names = guests.ok ? guests.body.names.slice(0, venue.body.seats) : [];
    if (guests.ok) missing.push(...(await send(`${url('post')}/invitations`, names, text, task)));
    else missing.push(list);
  }
  const marked = await ask('PUT', `${url('calendar')}/days/${event.body.on}`);
  const whole = missing.length === 0 && marked.ok;
  return { status: whole ? 'done' : 'partial', missing, marked: marked.ok };
}

/** One name that the post does not like must not keep the others from being invited. */
async function send(
  post: string,
  names: readonly string[],
  text: string,
  task: string,
): Promise<readonly string[]> {
  const carried = { key: [task, ...names].join('-'), json: { names, text } };
  const sent = await twice(() => ask('POST', post, carried));
  if (sent.ok) return [];
  if (names.length === 1) return names;
  const half = Math.ceil(names.length / 2);
  return [
    ...(await send(post, names.slice(0, half), text, task)),
    ...(await send(post, names.slice(half), text, task)),
  ];
}
