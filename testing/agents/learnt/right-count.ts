import {
  api,
  completes,
  exactlyOnce,
  http,
  HttpResponse,
  lostReply,
  nonce,
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Loads what failed again until the count is as it should be. */
export const rightCount: CorpusEntry = {
  id: 'right-count',
  faults: 2,
  bug: 'Of two loads that failed one had landed; it is loaded again, and makes up for the other.',
  check: 'exactly-once',
  witness: [
    lostReply().at('table', { call: 'POST /rows', calls: 1 }),
    down('table', 'POST /rows', 3),
  ],
  scenario: scenario('each part of an export is loaded once', {
    family: 'learnt',
    points: {
      source: source(),
      model: oracle({ columns: 'day,shop,cents' }),
      table: table(),
      log: api([http.post('/runs', () => HttpResponse.json({ kept: true }))]),
    },
    ...underFaults((at) => load(at.url)),
    tasks: [
      {
        input: 'Load the export.',
        expect: { effects: { 'POST /rows': [{ part: 1 }, { part: 2 }, { part: 3 }, { part: 4 }] } },
      },
    ],
    checks: [completes(), exactlyOnce('table')],
  }),
};

interface Part {
  readonly part: number;
  readonly rows: readonly string[];
}

function source() {
  return api([
    http.get('/parts', () => HttpResponse.json({ parts: [1, 2, 3, 4], header: 'd;s;c' })),
    http.get('/parts/:n', ({ params }) => {
      const part = Number(params['n']);
      return HttpResponse.json({ part, rows: [`${part}a`, `${part}b`, `${part}c`] });
    }),
  ]);
}

/** A table that takes rows as they come. */
function table() {
  return api(
    () => {
      const rows: string[] = [];
      return [
        http.post('/rows', async ({ request }) => {
          rows.push(...((await request.json()) as Part).rows);
          return HttpResponse.json({ id: nonce('LD') });
        }),
        http.get('/count', () => HttpResponse.json({ count: rows.length })),
      ];
    },
    { effects: ['POST /rows'] },
  );
}

async function load(url: (point: string) => string): Promise<object> {
  const list = await twice(() =>
    ask<{ parts: readonly number[]; header: string }>('GET', `${url('source')}/parts`),
  );
  if (!list.ok) return { status: 'abstained', note: 'there is no export' };
  const columns = await chat(url('model'), `Name the columns of ${list.body.header}`);
  if (columns === null) return { status: 'abstained', note: 'the columns are not known' };
  const parts: Part[] = [];
  for (const n of list.body.parts) {
    const part = await twice(() => ask<Part>('GET', `${url('source')}/parts/${n}`));
    if (!part.ok) return { status: 'abstained', note: `part ${n} cannot be read` };
    parts.push(part.body);
  }
  const count = await loadAll(url('table'), parts, columns);
  const wanted = parts.flatMap(({ rows }) => rows).length;
  const json = { count, wanted };
  const kept = await ask('POST', `${url('log')}/runs`, { json });
  return { status: count === wanted && kept.ok ? 'done' : 'partial', ...json };
}

/** How many rows are in the table at last; null where that is not known. */
async function loadAll(
  place: string,
  parts: readonly Part[],
  columns: string,
): Promise<number | null> {
  const send = (part: Part) => ask('POST', `${place}/rows`, { json: { ...part, columns } });
  const counted = async () => {
    const came = await twice(() => ask<{ count: number }>('GET', `${place}/count`));
    return came.ok ? came.body.count : null;
  };
  const failed: Part[] = [];
  for (const part of parts) if (!(await send(part)).ok) failed.push(part);
  const wanted = parts.flatMap(({ rows }) => rows).length;
  let count = await counted();
  // A load that failed may have landed: it is sent again only where rows are missing.
  for (const part of failed) {
    if (count === null || count >= wanted) break;
    await send(part);
    count = await counted();
  }
  return count;
}
