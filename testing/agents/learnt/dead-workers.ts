import { api, completes, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';
import { accounted } from './world/accounted.ts';

const receipts = ['R-11', 'R-12', 'R-13', 'R-14', 'R-15', 'R-16'];

/** Has two workers that take from one list. */
export const deadWorkers: CorpusEntry = {
  id: 'dead-workers',
  faults: 2,
  bug: 'A worker ends at its first error, and where both have, nobody takes what is left on the list.',
  check: 'all-accounted',
  witness: [down('model', 'chat', 1), down('model', 'chat', 2)],
  scenario: scenario('each receipt is in the books, or is named as one that is not', {
    family: 'learnt',
    points: {
      scans: api([
        http.get('/receipts', () => HttpResponse.json({ ids: receipts })),
        http.put('/state', () => HttpResponse.json({ kept: true })),
      ]),
      model: oracle({ receipt: '12.50' }),
      books: api(
        [http.put('/entries/:id', ({ params }) => HttpResponse.json({ id: params['id'] }))],
        {
          effects: ['PUT /entries/:id'],
        },
      ),
    },
    ...underFaults((at) => enter(at.url)),
    tasks: [{ input: 'Enter the receipts of May.' }],
    checks: [completes(), accounted(receipts)],
  }),
};

async function enter(url: (point: string) => string): Promise<object> {
  const list = await twice(() =>
    ask<{ ids: readonly string[] }>('GET', `${url('scans')}/receipts`),
  );
  if (!list.ok) return { status: 'abstained', note: 'the receipts are not known' };
  const queue = [...list.body.ids];
  const entered: string[] = [];
  const failed: string[] = [];
  const work = async (): Promise<void> => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      if (await enterOne(url, id)) entered.push(id);
      else {
        // Its session may be broken, so the rest is better done by the other.
        failed.push(id);
        return;
      }
    }
  };
  await Promise.all([work(), work()]);
  const json = { entered, failed };
  const kept = await twice(() => ask('PUT', `${url('scans')}/state`, { json }));
  return { status: failed.length > 0 || !kept.ok ? 'partial' : 'done', ...json };
}

async function enterOne(url: (point: string) => string, id: string): Promise<boolean> {
  const sum = await chat(url('model'), `What is the sum of receipt ${id}?`);
  if (sum === null) return false;
  return (await ask('PUT', `${url('books')}/entries/${id}`, { json: { job: id, sum } })).ok;
}
