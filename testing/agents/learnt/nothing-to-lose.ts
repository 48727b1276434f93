import {
  api,
  check,
  completes,
  emptyForMany,
  eventsOf,
  failed,
  http,
  HttpResponse,
  passed,
  refuse,
  scenario,
  slow,
  unreachable,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { facts } from '../corpus/world/facts.ts';
import { ask, twice } from '../corpus/world/ask.ts';

/** Stops where many are gone since yesterday, if there was a yesterday. */
export const nothingToLose: CorpusEntry = {
  id: 'nothing-to-lose',
  faults: 2,
  bug: 'The share of those gone since yesterday is not too large where yesterday, too, is empty.',
  check: 'only-leavers',
  kinds: [
    emptyForMany(),
    refuse({ status: 503 }),
    unreachable(),
    slow({ ms: 3_000, where: 'request' }),
  ],
  witness: [
    emptyForMany().at('people', { call: 'GET /employees' }),
    emptyForMany().at('archive', { call: 'GET /yesterday' }),
  ],
  scenario: scenario('nobody is locked out but those who left', {
    family: 'learnt',
    points: {
      people: facts({
        '/employees': { people: ['u1', 'u2', 'u3', 'u4', 'u5'] },
        '/contractors': { people: ['u6', 'u7'] },
      }),
      directory: directory(),
      archive: archive(),
    },
    ...underFaults((at) => reconcile(at.url)),
    tasks: [{ input: 'Close the accounts of those who left.' }],
    checks: [completes(), onlyLeavers()],
  }),
};

const leaver = 'u8';

function directory() {
  return api(
    () => {
      const accounts = new Set(['u1', 'u2', 'u3', 'u4', 'u5', 'u6', 'u7', leaver]);
      return [
        http.get('/accounts', () => HttpResponse.json({ ids: [...accounts] })),
        http.delete('/accounts/:id', ({ params }) => {
          accounts.delete(String(params['id']));
          return HttpResponse.json({ id: params['id'], closed: ['mail', 'wiki', 'door'] });
        }),
      ];
    },
    { effects: ['DELETE /accounts/:id'] },
  );
}

function archive() {
  return api([
    http.get('/yesterday', () =>
      HttpResponse.json({ people: ['u1', 'u2', 'u3', 'u4', 'u5', 'u6', 'u7', leaver] }),
    ),
    http.put('/today', async ({ request }) => HttpResponse.json(await request.json())),
    http.post('/reports', () => HttpResponse.json({ sentTo: ['it', 'hr'] })),
  ]);
}

function onlyLeavers() {
  return check('only-leavers', (trace) => {
    const wrong = eventsOf(trace, 'effect').find(({ id }) => id !== leaver);
    if (!wrong) return passed;
    return failed(`${wrong.id} is locked out`, [wrong.seq], 'only-leavers: another');
  });
}

const mostGone = 0.25;

interface List {
  readonly people: readonly string[];
}

async function reconcile(url: (point: string) => string): Promise<object> {
  const [employees, contractors, yesterday] = await Promise.all(
    [
      `${url('people')}/employees`,
      `${url('people')}/contractors`,
      `${url('archive')}/yesterday`,
    ].map((from) => twice(() => ask<List>('GET', from))),
  );
  if (!employees?.ok || !contractors?.ok || !yesterday?.ok) {
    return { status: 'abstained', note: 'who is here is not known' };
  }
  const people = [...employees.body.people, ...contractors.body.people];
  const gone = yesterday.body.people.filter((id) => !people.includes(id));
  if (gone.length / yesterday.body.people.length > mostGone) {
    return { status: 'escalated', note: `Did ${gone.length} people leave? Nothing was changed.` };
  }
  const accounts = await twice(() =>
    ask<{ ids: readonly string[] }>('GET', `${url('directory')}/accounts`),
  );
  if (!accounts.ok) return { status: 'abstained', note: 'which accounts there are is not known' };
  const closed: string[] = [];
  const open: string[] = [];
  for (const id of accounts.body.ids) {
    if (people.includes(id)) continue;
    const came = await twice(() => ask('DELETE', `${url('directory')}/accounts/${id}`));
    (came.ok ? closed : open).push(id);
  }
  const kept = await twice(() => ask('PUT', `${url('archive')}/today`, { json: { people } }));
  const told = await ask('POST', `${url('archive')}/reports`, { json: { closed, open } });
  const whole = open.length === 0 && kept.ok && told.ok;
  return { status: whole ? 'done' : 'partial', closed, open };
}
