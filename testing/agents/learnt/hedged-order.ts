import {
  api,
  completes,
  http,
  HttpResponse,
  lostReply,
  noOrphans,
  scenario,
  slow,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { bookings } from '../corpus/world/bookings.ts';
import { facts } from '../corpus/world/facts.ts';
import { ask, pause, twice, type Came } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Hedges an order, and lets the loser be where it gave an error. */
export const hedgedOrder: CorpusEntry = {
  id: 'hedged-order',
  faults: 2,
  bug: 'Of two hedged orders the loser is taken back if it was confirmed, not if its reply is lost.',
  check: 'no-orphans',
  witness: [
    slow({ ms: 3_000, where: 'request' }).at('north', { call: 'POST /book', calls: 1 }),
    lostReply().at('south', { call: 'POST /book', calls: 1 }),
  ],
  scenario: scenario('posters are printed at one house, and the other knows of none', {
    family: 'learnt',
    points: {
      files: facts({
        '/design': { dpi: 300 },
        '/address': { city: 'Ghent' },
        '/budget': { cents: 30_000 },
      }),
      model: oracle({ Proofread: 'no mistakes' }),
      prices: facts({ '/north': { cents: 18_000 }, '/south': { cents: 21_000 } }),
      north: bookings('NO'),
      south: bookings('SO'),
      mail: api([http.post('/messages', () => HttpResponse.json({ sent: true }))]),
    },
    ...underFaults((at, _, id) => print(at.url, id)),
    tasks: [{ input: 'Print a hundred posters, they are needed tomorrow.' }],
    checks: [completes(), noOrphans()],
  }),
};

interface House {
  readonly url: string;
  readonly key: string;
}

interface Printed {
  readonly at: House | null;
  /** Orders that could not be taken back. */
  readonly open: readonly string[];
}

async function print(url: (point: string) => string, task: string): Promise<object> {
  const design = await twice(() => ask('GET', `${url('files')}/design`));
  const address = await twice(() => ask('GET', `${url('files')}/address`));
  const budget = await ask<{ cents: number }>('GET', `${url('files')}/budget`);
  if (!design.ok || !address.ok) return { status: 'abstained', note: 'what to print is not known' };
  const opinion = await chat(url('model'), `Proofread: ${JSON.stringify(design.body)}`);
  if (opinion === null) return { status: 'escalated', note: 'somebody should proofread it' };
  const north = { url: url('north'), key: `${task}-north` };
  const south = { url: url('south'), key: `${task}-south` };
  const [inNorth, inSouth] = await Promise.all([price(url, 'north'), price(url, 'south')]);
  const { at, open } = await (inSouth < inNorth ? order(south, north) : order(north, south));
  if (at === null) return { status: 'abstained', note: 'nobody prints it', open };
  const told = await ask('POST', `${url('mail')}/messages`, { json: { order: at.key } });
  const whole = open.length === 0 && told.ok && budget.ok;
  return { status: whole ? 'done' : 'partial', order: at.key, open, budget: budget.body };
}

/** What it costs there, so far as that is known. */
async function price(url: (point: string) => string, house: string): Promise<number> {
  const came = await ask<{ cents: number }>('GET', `${url('prices')}/${house}`);
  return came.ok ? came.body.cents : Number.POSITIVE_INFINITY;
}

async function order(first: House, second: House): Promise<Printed> {
  const asked = book(first);
  const early = await Promise.race([asked, pause(2_000).then(() => null)]);
  if (early?.ok) return { at: first, open: [] };
  if (early !== null) {
    const open = await letGo([first]);
    if ((await book(second)).ok) return { at: second, open };
    return { at: null, open: [...open, ...(await letGo([second]))] };
  }
  const came = await Promise.all([asked, book(second)]);
  const confirmed = [first, second].filter((_, n) => came[n]?.ok);
  // The second is taken where both confirm: it was asked later, and is the faster one.
  const winner = confirmed.at(-1);
  if (winner === undefined) return { at: null, open: await letGo([first, second]) };
  return { at: winner, open: await letGo(confirmed.filter((it) => it !== winner)) };
}

function book({ url, key }: House): Promise<Came<{ id: string }>> {
  return ask<{ id: string }>('POST', `${url}/book`, { key, json: { posters: 100 } });
}

async function letGo(houses: readonly House[]): Promise<readonly string[]> {
  const open: string[] = [];
  for (const { url, key } of houses) {
    const gone = await twice(() => ask('DELETE', `${url}/book/${key}`));
    if (!gone.ok) open.push(key);
  }
  return open;
}
