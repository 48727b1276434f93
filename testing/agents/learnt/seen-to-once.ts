import {
  api,
  completes,
  honest,
  http,
  HttpResponse,
  refuse,
  scenario,
  silentNoOp,
  slow,
  unreachable,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { ask, twice } from '../corpus/world/ask.ts';

/** Looks after the first attempt, and not after the second. */
export const seenToOnce: CorpusEntry = {
  id: 'seen-to-once',
  faults: 2,
  bug: 'A record that is not as it was written is written again, and that is taken for done.',
  check: 'honest',
  kinds: [
    silentNoOp(),
    refuse({ status: 503 }),
    unreachable(),
    slow({ ms: 3_000, where: 'request' }),
  ],
  witness: [1, 2].map((nth) => silentNoOp().at('zone', { call: 'PUT /records/:name', calls: nth })),
  scenario: scenario('a move is done when all names point to the new house', {
    family: 'learnt',
    points: {
      move: api([
        http.get('/move', () => HttpResponse.json({ records: wanted })),
        http.put('/state', () => HttpResponse.json({ kept: true })),
      ]),
      zone: zone(),
    },
    ...underFaults((at) => moveOver(at.url)),
    tasks: [
      {
        input: 'Point our names to the new house.',
        expect: { effects: { 'PUT /records/:name': 3 } },
      },
    ],
    checks: [completes(), honest({ claims: () => [] })],
  }),
};

interface Entry {
  readonly name: string;
  readonly to: string;
}

const wanted: readonly Entry[] = [
  { name: 'www', to: '203.0.113.20' },
  { name: 'mail', to: '203.0.113.25' },
  { name: 'files', to: '203.0.113.31' },
];

function zone() {
  return api(
    () => {
      const held = new Map(wanted.map(({ name }, n) => [name, `192.0.2.${10 + n}`]));
      return [
        http.get('/records/:name', ({ params }) =>
          HttpResponse.json({ to: held.get(String(params['name'])) }),
        ),
        http.put('/records/:name', async ({ params, request }) => {
          const { to } = (await request.json()) as Entry;
          held.set(String(params['name']), to);
          return HttpResponse.json({ id: params['name'], to });
        }),
      ];
    },
    { effects: ['PUT /records/:name'] },
  );
}

async function moveOver(url: (point: string) => string): Promise<object> {
  const plan = await twice(() => ask<{ records?: readonly Entry[] }>('GET', `${url('move')}/move`));
  const records = plan.ok ? plan.body.records : undefined;
  if (records === undefined) return { status: 'abstained', note: 'what moves is not known' };
  const before: Record<string, unknown> = {};
  const open: string[] = [];
  for (const { name, to } of records) {
    const place = `${url('zone')}/records/${name}`;
    const was = await ask<{ to?: string }>('GET', place);
    before[name] = was.ok ? was.body.to : null;
    if (!(await point(place, to))) open.push(name);
  }
  const kept = await twice(() => ask('PUT', `${url('move')}/state`, { json: { before, open } }));
  return { status: open.length > 0 || !kept.ok ? 'partial' : 'done', before, open };
}

/** Has a name point there, and sees to it that it does: the zone confirms what it then forgets. */
async function point(place: string, to: string): Promise<boolean> {
  const write = () => twice(() => ask('PUT', place, { json: { to } }));
  if (!(await write()).ok) return false;
  const seen = await twice(() => ask<{ to?: string }>('GET', place));
  if (!seen.ok) return false;
  return seen.body.to === to || (await write()).ok;
}
