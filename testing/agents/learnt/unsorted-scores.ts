import {
  api,
  check,
  completes,
  eventsOf,
  failed,
  http,
  HttpResponse,
  passed,
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';
import { once } from '../corpus/world/once.ts';

const scores = { Ada: 61, Ben: 74, Cleo: 58, Dan: 88, Eve: 83 } as const;

/** Sorts first, and leaves out those without a score then. */
export const unsortedScores: CorpusEntry = {
  id: 'unsorted-scores',
  faults: 2,
  bug: 'A person whom neither model nor form can score is NaN, and the list around it is not sorted.',
  check: 'invites-best',
  witness: [down('model', 'chat', 2), down('forms', 'GET /forms/:name')],
  scenario: scenario('the best two of those who were scored are invited', {
    family: 'learnt',
    points: {
      jobs: api([
        http.get('/applicants', () => HttpResponse.json({ names: Object.keys(scores) })),
        http.put('/shortlist', () => HttpResponse.json({ kept: true })),
      ]),
      model: oracle(Object.fromEntries(Object.entries(scores).map(([who, n]) => [who, `${n}`]))),
      forms: api([
        http.get('/forms/:name', ({ params }) =>
          HttpResponse.json({ score: scores[params['name'] as keyof typeof scores] }),
        ),
      ]),
      mail: api(() => [once('/invitations', 'IN')], { effects: ['POST /invitations'] }),
    },
    ...underFaults((at, _, id) => shortlist(at.url, id)),
    tasks: [{ input: 'Invite two.', expect: { effects: { 'POST /invitations': 2 } } }],
    checks: [completes(), invitesBest()],
  }),
};

function invitesBest() {
  return check('invites-best', (trace) => {
    const [end] = eventsOf(trace, 'task.end');
    if (end?.ending.how !== 'answered') return passed;
    const { unscored = [] } = end.ending.answer as { unscored?: readonly string[] };
    const best = Object.entries(scores)
      .filter(([name]) => !unscored.includes(name))
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, 2)
      .map(([name]) => name);
    const inputs = new Map(eventsOf(trace, 'call.start').map(({ call, input }) => [call, input]));
    for (const { call, seq } of eventsOf(trace, 'effect')) {
      const { name } = inputs.get(call) as { name: string };
      if (!best.includes(name)) {
        return failed(`${name} is not among the best`, [seq], 'invites-best: another');
      }
    }
    return passed;
  });
}

async function shortlist(url: (point: string) => string, task: string): Promise<object> {
  const list = await twice(() =>
    ask<{ names: readonly string[] }>('GET', `${url('jobs')}/applicants`),
  );
  if (!list.ok) return { status: 'abstained', note: 'who has applied is not known' };
  const scored: { readonly name: string; readonly score: number }[] = [];
  for (const name of list.body.names) scored.push({ name, score: await scoreOf(url, name) });
  scored.sort((a, b) => b.score - a.score);
  const known = scored.filter(({ score }) => !Number.isNaN(score));
  const unscored = scored.filter((one) => !known.includes(one)).map(({ name }) => name);
  const chosen = known.slice(0, 2).map(({ name }) => name);
  const unsure: string[] = [];
  for (const name of chosen) {
    const carried = { key: `${task}-${name}`, json: { name } };
    const sent = await twice(() => ask('POST', `${url('mail')}/invitations`, carried));
    if (!sent.ok) unsure.push(carried.key);
  }
  const json = { chosen, unscored, unsure };
  const kept = await twice(() => ask('PUT', `${url('jobs')}/shortlist`, { json }));
  const isWhole = unscored.length === 0 && unsure.length === 0 && kept.ok;
  return { status: isWhole ? 'done' : 'partial', ...json };
}

/** By the model, else by the points that the applicant's form was given. */
async function scoreOf(url: (point: string) => string, name: string): Promise<number> {
  const said = await chat(url('model'), `From 0 to 100, how does ${name} fit?`);
  if (said !== null) return Number.parseInt(said, 10);
  const form = await ask<{ score?: number }>('GET', `${url('forms')}/forms/${name}`);
  return Number(form.ok ? form.body.score : undefined);
}
