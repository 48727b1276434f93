import { api, completes, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { right } from '../corpus/right.ts';
import { ask, twice, type Came } from '../corpus/world/ask.ts';
import { facts } from '../corpus/world/facts.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Turns to the other region at each failure. */
export const failedBack: CorpusEntry = {
  id: 'failed-back',
  faults: 2,
  bug: 'A second failure leads back to the first region, which lacks what was written to the standby.',
  check: 'right',
  witness: [down('store', 'PUT /:region/notes/:service', 2), down('store', 'GET /:region/notes')],
  scenario: scenario('a report of an incident holds every finding', {
    family: 'learnt',
    points: {
      probes: facts({
        '/web': { finding: 'slow' },
        '/api': { finding: 'errors' },
        '/queue': { finding: 'full' },
        '/db': { finding: 'fine' },
      }),
      store: store(),
      model: oracle({ Sum: 'The queue is full.' }),
    },
    ...underFaults((at) => investigate(at.url)),
    tasks: [
      {
        input: 'What is wrong?',
        expect: { answer: { notes: { web: 'slow', api: 'errors', queue: 'full', db: 'fine' } } },
      },
    ],
    checks: [completes(), right],
  }),
};

/** What the first region takes the standby has as well, but not the other way round. */
function store() {
  return api(() => {
    const first = new Map<string, string>();
    const standby = new Map<string, string>();
    return [
      http.put('/:region/notes/:service', async ({ params, request }) => {
        const { finding } = (await request.json()) as { finding: string };
        const service = String(params['service']);
        standby.set(service, finding);
        if (params['region'] === 'first') first.set(service, finding);
        return HttpResponse.json({ kept: true });
      }),
      http.get('/:region/notes', ({ params }) => {
        const notes = params['region'] === 'first' ? first : standby;
        return HttpResponse.json({ notes: Object.fromEntries(notes) });
      }),
    ];
  });
}

type Send = <Body>(method: 'GET' | 'PUT', path: string, json?: object) => Promise<Came<Body>>;

/** Where a region does not answer, the other is used, from then on. */
function failover(place: string): Send {
  let region: 'first' | 'standby' = 'first';
  return async <Body>(method: 'GET' | 'PUT', path: string, json?: object) => {
    const carried = json === undefined ? {} : { json };
    const came = await ask<Body>(method, `${place}/${region}${path}`, carried);
    if (came.ok) return came;
    region = region === 'first' ? 'standby' : 'first';
    return ask<Body>(method, `${place}/${region}${path}`, carried);
  };
}

async function investigate(url: (point: string) => string): Promise<object> {
  const send = failover(url('store'));
  const missing: string[] = [];
  for (const service of ['web', 'api', 'queue', 'db']) {
    const seen = await twice(() => ask<object>('GET', `${url('probes')}/${service}`));
    const kept = seen.ok && (await send('PUT', `/notes/${service}`, seen.body)).ok;
    if (!kept) missing.push(service);
  }
  const came = await send<{ notes: object }>('GET', '/notes');
  if (!came.ok) return { status: 'abstained', note: 'the notes cannot be read' };
  const { notes } = came.body;
  const summary = await chat(url('model'), `Sum up: ${JSON.stringify(notes)}`);
  const isWhole = missing.length === 0 && summary !== null;
  return { status: isWhole ? 'done' : 'partial', notes, summary, missing };
}
