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
import { ask, twice } from '../corpus/world/ask.ts';
import { bookings } from '../corpus/world/bookings.ts';
import { facts } from '../corpus/world/facts.ts';
import { chat, oracle } from '../corpus/world/model.ts';

const tariffs = { alpha: 420, beta: 310, gamma: 380, delta: 350 } as const;

/** Books the cheapest carrier, or else the one that comes next. */
export const shiftedRunnerUp: CorpusEntry = {
  id: 'shifted-runner-up',
  faults: 2,
  bug: 'The second choice is a place among the quotes that came, and is looked up among all carriers.',
  check: 'booked-as-quoted',
  witness: [down('market', 'GET /quotes/:carrier', 1), down('desk', 'POST /book')],
  scenario: scenario('a carrier is booked at the price that it quoted', {
    family: 'learnt',
    points: {
      orders: facts({ '/shipment': { kg: 240, to: 'Turin' } }),
      market: api([
        http.get('/quotes/:carrier', ({ params }) =>
          HttpResponse.json({ euros: tariffs[params['carrier'] as keyof typeof tariffs] }),
        ),
      ]),
      model: oracle({ customs: 'Kitchen ware, new' }),
      desk: bookings('FR'),
      mail: api([http.post('/messages', () => HttpResponse.json({ sent: true }))]),
    },
    ...underFaults((at, _, id) => ship(at.url, id)),
    tasks: [{ input: 'Send it to Turin.', expect: { effects: { 'POST /book': 1 } } }],
    checks: [completes(), bookedAsQuoted()],
  }),
};

function bookedAsQuoted() {
  return check('booked-as-quoted', (trace) => {
    const inputs = new Map(eventsOf(trace, 'call.start').map(({ call, input }) => [call, input]));
    for (const { call, seq, undoes } of eventsOf(trace, 'effect')) {
      if (undoes) continue;
      const { carrier, euros } = inputs.get(call) as {
        carrier: keyof typeof tariffs;
        euros: number;
      };
      if (tariffs[carrier] !== euros) {
        return failed(`${carrier} never quoted ${euros}`, [seq], 'booked-as-quoted: not');
      }
    }
    return passed;
  });
}

const carriers = ['alpha', 'beta', 'gamma', 'delta'] as const;

interface Quote {
  readonly carrier: string;
  readonly euros: number;
}

async function ship(url: (point: string) => string, task: string): Promise<object> {
  const shipment = await twice(() => ask<object>('GET', `${url('orders')}/shipment`));
  if (!shipment.ok) return { status: 'abstained', note: 'what is sent is not known' };
  const came = await Promise.all(
    carriers.map(async (carrier) => {
      const quote = await ask<{ euros: number }>('GET', `${url('market')}/quotes/${carrier}`);
      return quote.ok ? [{ carrier, euros: quote.body.euros }] : [];
    }),
  );
  const quotes = came.flat();
  if (quotes.length < 2) return { status: 'abstained', note: 'there are too few quotes' };
  const words = await chat(url('model'), `For customs: ${JSON.stringify(shipment.body)}`);
  const made = await bookOne(url('desk'), task, quotes);
  if (made.id === null) return { status: 'pending', note: 'not booked for sure', ...made };
  const json = { ...made, words };
  const told = await ask('POST', `${url('mail')}/messages`, { json });
  return { status: told.ok && words !== null ? 'done' : 'partial', ...json };
}

interface Made {
  readonly id: string | null;
  readonly unsure: readonly string[];
}

async function bookOne(desk: string, task: string, quotes: readonly Quote[]): Promise<Made> {
  const prices = quotes.map(({ euros }) => euros);
  const cheapest = quotes[prices.indexOf(Math.min(...prices))];
  if (!cheapest) return { id: null, unsure: [] };
  const unsure: string[] = [];
  const book = async ({ carrier, euros }: Quote): Promise<string | null> => {
    const key = `${task}-${carrier}`;
    const carried = { key, json: { ref: key, carrier, euros } };
    const came = await ask<{ id: string }>('POST', `${desk}/book`, carried);
    if (came.ok) return came.body.id;
    const gone = await twice(() => ask('DELETE', `${desk}/book/${key}`));
    if (!gone.ok) unsure.push(key);
    return null;
  };
  const first = await book(cheapest);
  if (first !== null || unsure.length > 0) return { id: first, unsure };
  const euros = Math.min(...prices.filter((price) => price > cheapest.euros));
  const carrier = carriers[prices.indexOf(euros)] ?? '';
  return { id: await book({ carrier, euros }), unsure };
}
