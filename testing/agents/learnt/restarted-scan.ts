import { api, completes, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { right } from '../corpus/right.ts';
import { facts } from '../corpus/world/facts.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';
import { once } from '../corpus/world/once.ts';

/** Begins to read anew with what it has read in its hands. */
export const restartedScan: CorpusEntry = {
  id: 'restarted-scan',
  faults: 2,
  bug: 'A cursor that fails twice starts the scan over, and the rows read so far are kept.',
  check: 'right',
  witness: [down('sheets', 'GET /hours', 2), down('sheets', 'GET /hours', 3)],
  scenario: scenario('each hour worked is billed once', {
    family: 'learnt',
    points: {
      clients: facts({ '/client': { name: 'Mill Ltd' }, '/rate': { centsPerHour: 9_000 } }),
      sheets: sheets(),
      model: oracle({ Bill: 'For our work in March.' }),
      billing: billing(),
    },
    ...underFaults((at, _, id) => bill(at.url, id)),
    tasks: [{ input: 'Bill Mill Ltd for March.', expect: { answer: { hours: 34 } } }],
    checks: [completes(), right],
  }),
};

interface Page {
  readonly rows: readonly { readonly day: string; readonly hours: number }[];
  readonly next: string | null;
}

const pages: Readonly<Record<string, Page>> = {
  start: {
    rows: [
      { day: '03-01', hours: 8 },
      { day: '03-04', hours: 7 },
    ],
    next: 'c2',
  },
  c2: {
    rows: [
      { day: '03-09', hours: 4 },
      { day: '03-11', hours: 6 },
    ],
    next: 'c3',
  },
  c3: { rows: [{ day: '03-20', hours: 9 }], next: null },
};

function sheets() {
  return api([
    http.get('/hours', ({ request }) => {
      const page = pages[new URL(request.url).searchParams.get('cursor') ?? 'start'];
      return HttpResponse.json(page ?? { error: 'no such cursor' }, { status: page ? 200 : 410 });
    }),
  ]);
}

function billing() {
  return api(
    () => [
      once('/invoices', 'IV'),
      http.put('/invoices/:id/text', () => HttpResponse.json({ set: true })),
    ],
    { effects: ['POST /invoices'] },
  );
}

async function bill(url: (point: string) => string, key: string): Promise<object> {
  const client = await twice(() => ask<{ name: string }>('GET', `${url('clients')}/client`));
  const rate = await twice(() => ask<{ centsPerHour: number }>('GET', `${url('clients')}/rate`));
  if (!client.ok || !rate.ok) return { status: 'abstained', note: 'the client is not known' };
  const rows = await readAll(`${url('sheets')}/hours`);
  if (rows === null) return { status: 'abstained', note: 'the hours cannot be read' };
  const hours = rows.reduce((sum, row) => sum + row.hours, 0);
  const json = { client: client.body.name, cents: hours * rate.body.centsPerHour };
  const made = await twice(() =>
    ask<{ id: string }>('POST', `${url('billing')}/invoices`, { key, json }),
  );
  if (!made.ok) return { status: 'pending', note: `look for ${key}`, hours };
  const text = await chat(url('model'), `Bill ${client.body.name} for ${hours} hours.`);
  const set = await ask('PUT', `${url('billing')}/invoices/${made.body.id}/text`, {
    json: { text },
  });
  const whole = text !== null && set.ok;
  return { status: whole ? 'done' : 'partial', hours, invoice: made.body.id };
}

async function readAll(place: string): Promise<Page['rows'] | null> {
  const rows: Page['rows'][number][] = [];
  let isRestarted = false;
  let cursor: string | null = 'start';
  while (cursor !== null) {
    const from: string = `${place}?cursor=${cursor}`;
    const page = await twice(() => ask<Page>('GET', from));
    if (page.ok) {
      rows.push(...page.body.rows);
      cursor = page.body.next;
    } else if (isRestarted) {
      return null;
    } else {
      // Cursors do not live long; a new scan gives new ones.
      isRestarted = true;
      cursor = 'start';
    }
  }
  return rows;
}
