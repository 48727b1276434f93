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

/** Writes each section anew or leaves it as it was, where it knows how it was. */
export const vanishedSection: CorpusEntry = {
  id: 'vanished-section',
  faults: 2,
  bug: 'A section that is neither written anew nor read before is undefined, which JSON leaves out.',
  check: 'nothing-dropped',
  witness: [down('handbook', 'GET /sections/:name', 2), down('model', 'chat', 2)],
  scenario: scenario('a handbook has all its sections after it was brought up to date', {
    family: 'learnt',
    points: {
      handbook: handbook(),
      model: oracle({ leave: '28 days.', travel: 'By train.', remote: 'Two days a week.' }),
      mail: api([http.post('/messages', () => HttpResponse.json({ sent: true }))]),
    },
    ...underFaults((at) => update(at.url)),
    tasks: [{ input: 'Bring the handbook up to date.' }],
    checks: [completes(), nothingDropped()],
  }),
};

const names = ['leave', 'travel', 'remote'] as const;

function handbook() {
  return api(
    [
      http.get('/changes', () => HttpResponse.json({ changes: 'New rules since March.' })),
      http.get('/sections/:name', ({ params }) =>
        HttpResponse.json({ text: `The old rules on ${String(params['name'])}.` }),
      ),
      http.put('/handbook', () => HttpResponse.json({ id: 'handbook' })),
    ],
    { effects: ['PUT /handbook'] },
  );
}

function nothingDropped() {
  return check('nothing-dropped', (trace) => {
    const inputs = new Map(eventsOf(trace, 'call.start').map(({ call, input }) => [call, input]));
    for (const { call, seq } of eventsOf(trace, 'effect')) {
      const { sections } = inputs.get(call) as { sections: Readonly<Record<string, string>> };
      const gone = names.find((name) => !Object.hasOwn(sections, name));
      if (gone) return failed(`the section ${gone} is gone`, [seq], 'nothing-dropped: dropped');
    }
    return passed;
  });
}

async function update(url: (point: string) => string): Promise<object> {
  const changes = await twice(() => ask<{ changes: string }>('GET', `${url('handbook')}/changes`));
  if (!changes.ok) return { status: 'abstained', note: 'what has changed is not known' };
  const sections: Record<string, string | undefined> = {};
  const unchanged: string[] = [];
  for (const name of names) {
    const old = await ask<{ text: string }>('GET', `${url('handbook')}/sections/${name}`);
    const text = await chat(url('model'), `${changes.body.changes} Write of ${name}.`);
    if (text === null) unchanged.push(name);
    sections[name] = text ?? (old.ok ? old.body.text : undefined);
  }
  const json = { sections };
  const kept = await twice(() => ask('PUT', `${url('handbook')}/handbook`, { json }));
  const told = await twice(() =>
    ask('POST', `${url('mail')}/messages`, { json: { text: 'The handbook is new.', unchanged } }),
  );
  const isWhole = unchanged.length === 0 && kept.ok && told.ok;
  return { status: isWhole ? 'done' : 'partial', kept: kept.ok, unchanged };
}
