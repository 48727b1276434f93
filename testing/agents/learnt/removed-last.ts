import { api, completes, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { facts } from '../corpus/world/facts.ts';
import { chat, oracle } from '../corpus/world/model.ts';
import { accounted } from './world/accounted.ts';

/** Plans one visit after another, and one that failed after the next. */
export const removedLast: CorpusEntry = {
  id: 'removed-last',
  faults: 2,
  bug: 'A visit that failed twice is taken off the list twice, which takes the last one off as well.',
  check: 'all-accounted',
  witness: [down('crew', 'PUT /visits/:house', 1), down('crew', 'PUT /visits/:house', 3)],
  scenario: scenario('each house is visited, or is named as one that is not', {
    family: 'learnt',
    points: {
      orders: facts({
        '/orders': { houses: ['elm-2', 'elm-9', 'oak-4', 'oak-5', 'ash-1'] },
        '/van': { starts: '08:00' },
      }),
      model: oracle({ order: 'elm-2,elm-9,oak-4,oak-5,ash-1' }),
      crew: api(
        [
          http.put('/visits/:house', ({ params }) => HttpResponse.json({ id: params['house'] })),
          http.post('/messages', () => HttpResponse.json({ sent: true })),
        ],
        { effects: ['PUT /visits/:house'] },
      ),
    },
    ...underFaults((at) => planDay(at.url)),
    tasks: [{ input: 'Plan the visits of today.' }],
    checks: [completes(), accounted(['elm-2', 'elm-9', 'oak-4', 'oak-5', 'ash-1'])],
  }),
};

async function planDay(url: (point: string) => string): Promise<object> {
  const orders = await twice(() =>
    ask<{ houses: readonly string[] }>('GET', `${url('orders')}/orders`),
  );
  const van = await twice(() => ask<object>('GET', `${url('orders')}/van`));
  if (!orders.ok || !van.ok) return { status: 'abstained', note: 'there is no plan today' };
  const { houses } = orders.body;
  const order = await chat(url('model'), `In which order? ${JSON.stringify(houses)}`);
  const wanted = order?.split(',').filter((house) => houses.includes(house)) ?? [];
  const stops = wanted.length === houses.length ? wanted : houses;
  const { planned, missing } = await book(stops, async (house) => {
    const json = { job: house, ...van.body };
    return (await ask('PUT', `${url('crew')}/visits/${house}`, { json })).ok;
  });
  const told = await ask('POST', `${url('crew')}/messages`, { json: { planned, missing } });
  const isWhole = missing.length === 0 && told.ok && order !== null;
  return { status: isWhole ? 'done' : 'partial', planned, missing };
}

async function book(
  stops: readonly string[],
  visit: (house: string) => Promise<boolean>,
): Promise<{ readonly planned: readonly string[]; readonly missing: readonly string[] }> {
  const waiting = [...stops];
  const tried = new Set<string>();
  const planned: string[] = [];
  const missing: string[] = [];
  const remove = (house: string) => waiting.splice(waiting.indexOf(house), 1);
  const giveUp = (house: string) => {
    remove(house);
    missing.push(house);
  };
  for (let house = waiting[0]; house !== undefined; house = waiting[0]) {
    const isPlanned = await visit(house);
    remove(house);
    if (isPlanned) planned.push(house);
    else if (tried.has(house)) giveUp(house);
    // Once more after the next, which gives it some time.
    else waiting.splice(1, 0, house);
    tried.add(house);
  }
  return { planned, missing };
}
