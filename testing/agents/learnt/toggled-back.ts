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
import { ask, twice } from '../corpus/world/ask.ts';
import { facts } from '../corpus/world/facts.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Goes back to the release before, and once more where that was not confirmed. */
export const toggledBack: CorpusEntry = {
  id: 'toggled-back',
  faults: 2,
  bug: 'A rollback swaps two releases, so that a second one, after a lost reply, undoes the first.',
  check: 'runs-as-told',
  witness: [
    down('hosts', 'GET /hosts/:host', 2),
    lostReply().at('hosts', { call: 'POST /hosts/:host/rollback', calls: 1 }),
  ],
  scenario: scenario('a host runs the release that the answer says', {
    family: 'learnt',
    points: {
      releases: facts({ '/release': { version: 'new', changes: 12 } }),
      model: oracle({ Sum: 'Faster search.' }),
      hosts: hosts(),
      news: api([http.post('/messages', () => HttpResponse.json({ sent: true }))]),
    },
    ...underFaults((at) => roll(at.url)),
    tasks: [{ input: 'Bring the release out.' }],
    checks: [completes(), runsAsTold()],
  }),
};

const names = ['web-1', 'web-2', 'web-3'] as const;

/** Each host keeps the release before the one that it runs. */
function hosts() {
  return api(
    () => {
      const runs = new Map<string, readonly string[]>(names.map((name) => [name, ['old', 'old']]));
      return [
        http.put('/hosts/:host', async ({ params, request }) => {
          const { version } = (await request.json()) as { version: string };
          const host = String(params['host']);
          const [now = ''] = runs.get(host) ?? [];
          if (now !== version) runs.set(host, [version, now]);
          return HttpResponse.json({ id: host });
        }),
        http.get('/hosts/:host', () => HttpResponse.json({ healthy: true })),
        http.post('/hosts/:host/rollback', ({ params }) => {
          const host = String(params['host']);
          runs.set(host, (runs.get(host) ?? []).toReversed());
          return HttpResponse.json({ id: host });
        }),
      ];
    },
    { effects: ['PUT /hosts/:host', 'POST /hosts/:host/rollback'] },
  );
}

function runsAsTold() {
  return check('runs-as-told', (trace) => {
    const [end] = eventsOf(trace, 'task.end');
    if (end?.ending.how !== 'answered') return passed;
    const { back = [] } = end.ending.answer as { back?: readonly string[] };
    const renewed = new Set<string>();
    for (const { does, id } of eventsOf(trace, 'effect')) {
      if (does === 'PUT /hosts/:host' || !renewed.has(id)) renewed.add(id);
      else renewed.delete(id);
    }
    const wrong = back.find((host) => renewed.has(host));
    if (wrong === undefined) return passed;
    return failed(`${wrong} runs the new release`, [end.seq], 'runs-as-told: not');
  });
}

async function roll(url: (point: string) => string): Promise<object> {
  const release = await twice(() => ask<{ version: string }>('GET', `${url('releases')}/release`));
  if (!release.ok) return { status: 'abstained', note: 'there is no release' };
  const words = await chat(url('model'), `Sum up ${JSON.stringify(release.body)}`);
  const renewed: string[] = [];
  const back: string[] = [];
  const unsure: string[] = [];
  for (const host of names) {
    const place = `${url('hosts')}/hosts/${host}`;
    const put = await twice(() => ask('PUT', place, { json: { version: release.body.version } }));
    if (!put.ok) {
      unsure.push(host);
      continue;
    }
    const health = await ask<{ healthy: boolean }>('GET', place);
    if (health.ok && health.body.healthy) renewed.push(host);
    else if ((await twice(() => ask('POST', `${place}/rollback`))).ok) back.push(host);
    else unsure.push(host);
  }
  const json = { words, renewed, back, unsure };
  const told = await ask('POST', `${url('news')}/messages`, { json });
  const isWhole = renewed.length === names.length && told.ok && words !== null;
  return { status: isWhole ? 'done' : 'partial', ...json };
}
