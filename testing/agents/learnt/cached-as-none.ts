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
import { ask, pause, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';
import { once } from '../corpus/world/once.ts';

/** The cache has no word for what could not be read. */
export const cachedAsNone: CorpusEntry = {
  id: 'cached-as-none',
  faults: 2,
  bug: 'Terms that could not be read are cached like those that do not exist, and the next uses it.',
  check: 'pays-what-is-owed',
  witness: [down('vendors', 'GET /terms/:vendor', 1), down('vendors', 'GET /terms/:vendor', 2)],
  scenario: scenario('invoices are paid less the discount that was agreed', {
    family: 'learnt',
    points: {
      books: api([
        http.get('/invoices', () => HttpResponse.json({ open: invoices })),
        http.post('/notes', () => HttpResponse.json({ kept: true })),
      ]),
      model: oracle({ odd: 'nothing' }),
      vendors: vendors(),
      bank: api(() => [once('/payments', 'PY')], { effects: ['POST /payments'] }),
    },
    ...underFaults((at, _, id) => payAll(at.url, id)),
    tasks: [{ input: 'Pay what is due this week.' }],
    checks: [completes(), paysWhatIsOwed()],
  }),
};

interface Invoice {
  readonly n: number;
  readonly vendor: string;
  readonly cents: number;
}

interface Terms {
  readonly percentOff: number;
}

const invoices: readonly Invoice[] = [
  { n: 1, vendor: 'acme', cents: 20_000 },
  { n: 2, vendor: 'acme', cents: 50_000 },
  { n: 3, vendor: 'bolt', cents: 8_000 },
];

const owed: Readonly<Record<number, number>> = { 1: 18_000, 2: 45_000, 3: 8_000 };

/** One of the two vendors has agreed to a discount. */
function vendors() {
  return api([
    http.get('/terms/:vendor', ({ params }) => {
      if (params['vendor'] === 'acme') return HttpResponse.json({ percentOff: 10 });
      return HttpResponse.json({ error: 'none agreed' }, { status: 404 });
    }),
  ]);
}

function paysWhatIsOwed() {
  return check('pays-what-is-owed', (trace) => {
    const paid = new Set(eventsOf(trace, 'effect').map(({ call }) => call));
    const wrong = eventsOf(trace, 'call.start').find(({ call, input }) => {
      if (!paid.has(call)) return false;
      const { n, cents } = input as { n: number; cents: number };
      return owed[n] !== cents;
    });
    if (!wrong) return passed;
    return failed('another sum is paid than is owed', [wrong.seq], 'pays-what-is-owed: another');
  });
}

async function payAll(url: (point: string) => string, task: string): Promise<object> {
  const list = await twice(() =>
    ask<{ open: readonly Invoice[] }>('GET', `${url('books')}/invoices`),
  );
  if (!list.ok) return { status: 'abstained', note: 'the invoices are not known' };
  const odd = await chat(url('model'), `Is anything odd? ${JSON.stringify(list.body)}`);
  if (odd !== 'nothing') return { status: 'escalated', note: 'somebody should look at them' };
  const termsOf = agreed(`${url('vendors')}/terms`);
  const aside: string[] = [];
  for (const { n, vendor, cents } of list.body.open) {
    const terms = await termsOf(vendor);
    if (terms === undefined) {
      aside.push(`invoice ${n}: the terms are not known`);
      continue;
    }
    const json = { n, cents: cents - Math.round((cents * (terms?.percentOff ?? 0)) / 100) };
    const key = `${task}-${n}`;
    const paid = await twice(() => ask('POST', `${url('bank')}/payments`, { key, json }));
    if (!paid.ok) aside.push(`invoice ${n}: look for ${key}`);
  }
  const noted = await ask('POST', `${url('books')}/notes`, { json: { aside } });
  return { status: aside.length > 0 ? 'partial' : 'done', aside, noted: noted.ok };
}

/** What a vendor has agreed to: null where that is nothing, undefined where nobody can tell. */
function agreed(place: string): (vendor: string) => Promise<Terms | null | undefined> {
  const cache = new Map<string, Terms | null>();
  return async (vendor) => {
    if (cache.has(vendor)) return cache.get(vendor);
    let came = await ask<Terms>('GET', `${place}/${vendor}`);
    if (!came.ok && came.status !== 404) {
      await pause(1_000);
      came = await ask<Terms>('GET', `${place}/${vendor}`);
    }
    const terms = came.ok ? came.body : null;
    cache.set(vendor, terms);
    return came.ok || came.status === 404 ? terms : undefined;
  };
}
