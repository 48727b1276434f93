import { api, completes, http, HttpResponse, lostReply, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { right } from '../corpus/right.ts';
import { facts } from '../corpus/world/facts.ts';
import { ask, pause, twice, type Came } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';
import { once } from '../corpus/world/once.ts';

/** Asks those again who have voted, and counts what they say each time. */
export const stuffedBallot: CorpusEntry = {
  id: 'stuffed-ballot',
  faults: 2,
  bug: 'Who is asked again since a reply was lost votes again, and votes are counted, not people.',
  check: 'right',
  witness: [
    lostReply().at('board', { call: 'POST /ballots', calls: 1 }),
    lostReply().at('board', { call: 'POST /ballots', calls: 5 }),
  ],
  scenario: scenario('a change goes out if most of the board are for it', {
    family: 'learnt',
    points: {
      changes: facts({
        '/change': { what: 'move the queue to the new cluster', risk: 'medium' },
        '/calendar': { window: 'Sunday 3:00' },
      }),
      model: oracle({ Explain: 'The queue moves on Sunday, with ten minutes of silence.' }),
      board: board(),
      rollout: api(() => [once('/rollouts', 'RO')], { effects: ['POST /rollouts'] }),
      minutes: api([http.post('/minutes', () => HttpResponse.json({ kept: true }))]),
    },
    ...underFaults((at, _, id) => decide(at.url, id)),
    tasks: [
      { input: 'Let the board decide on the move.', expect: { answer: { isApproved: false } } },
    ],
    checks: [completes(), right],
  }),
};

interface Vote {
  readonly who: string;
  readonly isFor: boolean;
}

const members: Readonly<Record<string, boolean>> = {
  Ann: true,
  Bo: false,
  Cy: false,
  Di: true,
  Ed: false,
};

/** Each member says the same as often as they are asked. */
function board() {
  return api(() => {
    const votes: Vote[] = [];
    return [
      http.get('/members', () => HttpResponse.json({ names: Object.keys(members) })),
      http.post('/ballots', async ({ request }) => {
        const { who } = (await request.json()) as { who: string };
        votes.push({ who, isFor: members[who] ?? false });
        return HttpResponse.json({ handedOut: true });
      }),
      http.get('/votes', () => HttpResponse.json({ votes })),
    ];
  });
}

async function decide(url: (point: string) => string, key: string): Promise<object> {
  const change = await twice(() => ask<object>('GET', `${url('changes')}/change`));
  const calendar = await twice(() => ask('GET', `${url('changes')}/calendar`));
  const list = await twice(() => ask<{ names: string[] }>('GET', `${url('board')}/members`));
  if (!change.ok || !calendar.ok || !list.ok) {
    return { status: 'abstained', note: 'there is nothing to vote on' };
  }
  const about = JSON.stringify([change.body, calendar.body]);
  const text = (await chat(url('model'), `Explain ${about}`)) ?? about;
  const unasked: string[] = [];
  for (const who of list.body.names) {
    const asked = await thrice(() =>
      ask('POST', `${url('board')}/ballots`, { json: { who, text } }),
    );
    if (!asked.ok) unasked.push(who);
  }
  const came = await thrice(() => ask<{ votes: Vote[] }>('GET', `${url('board')}/votes`));
  if (!came.ok || unasked.length > 0) return { status: 'pending', note: 'not all votes are in' };
  const ayes = came.body.votes.filter(({ isFor }) => isFor).length;
  const isApproved = 2 * ayes > came.body.votes.length;
  const json = { isApproved, ayes };
  const kept = await twice(() => ask('POST', `${url('minutes')}/minutes`, { json }));
  if (!isApproved) return { status: kept.ok ? 'done' : 'partial', isApproved };
  const begun = await twice(() =>
    ask('POST', `${url('rollout')}/rollouts`, { key, json: change.body }),
  );
  if (!begun.ok) return { status: 'pending', note: `see whether ${key} is going out` };
  return { status: kept.ok ? 'done' : 'partial', isApproved };
}

async function thrice<Body>(act: () => Promise<Came<Body>>): Promise<Came<Body>> {
  const first = await twice(act);
  if (first.ok) return first;
  await pause(2_000);
  return act();
}
