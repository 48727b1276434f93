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

/** Has a letter for those whose name is not known, and one for when there is no letter. */
export const dearUndefined: CorpusEntry = {
  id: 'dear-undefined',
  faults: 2,
  bug: 'The letter that is built in has a place for a name, also where the name could not be read.',
  check: 'well-addressed',
  witness: [down('people', 'GET /people/:id', 1), down('letters', 'GET /forms/:form', 1)],
  scenario: scenario('a letter to an applicant can be sent', {
    family: 'learnt',
    points: {
      people: api([
        http.get('/decided', () => HttpResponse.json({ ids: ['p1', 'p2'] })),
        http.get('/people/:id', ({ params }) =>
          HttpResponse.json({ name: params['id'] === 'p1' ? 'Ms. Okoye' : 'Mr. Lind' }),
        ),
      ]),
      model: oracle({ thanks: 'Thank you for your time.' }),
      letters: letters(),
      log: api([http.put('/log', () => HttpResponse.json({ kept: true }))]),
    },
    ...underFaults((at, _, id) => tell(at.url, id)),
    tasks: [{ input: 'Tell the applicants.', expect: { effects: { 'POST /letters': 2 } } }],
    checks: [completes(), wellAddressed()],
  }),
};

function letters() {
  return api(
    () => [
      http.get('/forms/:form', ({ params }) =>
        HttpResponse.json({
          text: params['form'] === 'named' ? 'Dear {name}, we are glad.' : 'Hello! We are glad.',
        }),
      ),
      once('/letters', 'LT'),
    ],
    { effects: ['POST /letters'] },
  );
}

function wellAddressed() {
  return check('well-addressed', (trace) => {
    const inputs = new Map(eventsOf(trace, 'call.start').map(({ call, input }) => [call, input]));
    for (const { call, seq } of eventsOf(trace, 'effect')) {
      const { text } = inputs.get(call) as { text: string };
      if (/undefined|[{}]/.test(text)) return failed(text, [seq], 'well-addressed: not');
    }
    return passed;
  });
}

async function tell(url: (point: string) => string, task: string): Promise<object> {
  const list = await twice(() =>
    ask<{ ids: readonly string[] }>('GET', `${url('people')}/decided`),
  );
  if (!list.ok) return { status: 'abstained', note: 'who was taken is not known' };
  const unsure: string[] = [];
  for (const id of list.body.ids) {
    const person = await ask<{ name: string }>('GET', `${url('people')}/people/${id}`);
    const name = person.ok ? person.body.name : undefined;
    const thanks = await chat(url('model'), 'A line of thanks?');
    const form = name === undefined ? 'plain' : 'named';
    const came = await ask<{ text: string }>('GET', `${url('letters')}/forms/${form}`);
    const greeting = came.ok
      ? came.body.text.replace('{name}', name ?? '')
      : `Dear ${name}, we are glad to have you.`;
    const carried = { key: `${task}-${id}`, json: { to: id, text: `${greeting} ${thanks ?? ''}` } };
    const sent = await twice(() => ask('POST', `${url('letters')}/letters`, carried));
    if (!sent.ok) unsure.push(carried.key);
  }
  const kept = await twice(() => ask('PUT', `${url('log')}/log`, { json: { unsure } }));
  return { status: unsure.length > 0 || !kept.ok ? 'partial' : 'done', unsure };
}
