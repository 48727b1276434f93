import { api, completes, http, HttpResponse, provider, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { right } from '../corpus/right.ts';
import { facts } from '../corpus/world/facts.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { chat } from '../corpus/world/model.ts';

/** Lets the model read what it can, and guess the rest from the titles. */
export const titlesForTexts: CorpusEntry = {
  id: 'titles-for-texts',
  faults: 2,
  bug: 'An answer counts as founded as soon as any document was read, be it about something else.',
  check: 'right',
  witness: [down('library', 'GET /texts/:n', 1), down('library', 'GET /texts/:n', 3)],
  scenario: scenario('an answer is what the documents say, or is not given', {
    family: 'learnt',
    points: {
      orders: facts({ '/order': { article: 'lamp', daysAgo: 9 } }),
      library: library(),
      model: provider({ script: ({ user }) => guess(user) }),
      desk: api([http.post('/replies', () => HttpResponse.json({ kept: true }))]),
    },
    ...underFaults((at, input) => answer(at.url, String(input))),
    tasks: [{ input: 'How long can I return it?', expect: { answer: { days: 14 } } }],
    checks: [completes(), right],
  }),
};

const documents = [
  { n: 1, title: 'Returns', text: 'You can return it for 14 days.' },
  { n: 2, title: 'Shipping', text: 'It is with you in two days.' },
  { n: 3, title: 'Terms of the summer', text: 'Whatever is bought can be returned for 14 days.' },
  { n: 4, title: 'Repairs', text: 'Send it to us with the bill.' },
];

function library() {
  return api([
    http.get('/search', () =>
      HttpResponse.json({ hits: documents.map(({ n, title }) => ({ n, title })) }),
    ),
    http.get('/texts/:n', ({ params }) => {
      const found = documents.find(({ n }) => n === Number(params['n']));
      return HttpResponse.json({ text: found?.text });
    }),
  ]);
}

/** A model that knows of other shops what it does not find. */
function guess(user: string): string {
  return /for (\d+) days/.exec(user)?.[1] ?? '30';
}

interface Hit {
  readonly n: number;
  readonly title: string;
}

async function answer(url: (point: string) => string, question: string): Promise<object> {
  const order = await ask('GET', `${url('orders')}/order`);
  const search = await twice(() =>
    ask<{ hits: readonly Hit[] }>('GET', `${url('library')}/search`),
  );
  if (!search.ok) return { status: 'abstained', note: 'nothing can be looked up' };
  const came = await Promise.all(
    search.body.hits.map(async ({ n, title }) => {
      const read = await ask<{ text: string }>('GET', `${url('library')}/texts/${n}`);
      return { title, text: read.ok ? read.body.text : null };
    }),
  );
  const sources = came.filter(({ text }) => text !== null);
  if (sources.length === 0) return { status: 'abstained', note: 'no document can be read' };
  const known = came.map(({ title, text }) => `${title}: ${text ?? '(text left out)'}`);
  const context = [question, JSON.stringify(order.body), ...known].join('\n');
  const said = (await chat(url('model'), context)) ?? (await chat(url('model'), context));
  const days = Number(said ?? Number.NaN);
  if (Number.isNaN(days)) return { status: 'escalated', note: 'somebody should answer' };
  const kept = await twice(() => ask('POST', `${url('desk')}/replies`, { json: { days } }));
  const titles = sources.map(({ title }) => title);
  return { status: kept.ok ? 'done' : 'partial', days, sources: titles };
}
