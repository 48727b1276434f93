import { api, completes, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { right } from '../corpus/right.ts';
import { facts } from '../corpus/world/facts.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';
import { once } from '../corpus/world/once.ts';

/** Each of two defaults is sound as long as the other is not needed. */
export const unconvertedPrice: CorpusEntry = {
  id: 'unconverted-price',
  faults: 2,
  bug: 'Without the profile it quotes in dollars, without rates as it stands: yen come out as dollars.',
  check: 'right',
  witness: [down('customers', 'GET /profile'), down('rates', 'GET /rates')],
  scenario: scenario('a room is quoted in a currency at what it costs in it', {
    family: 'learnt',
    points: {
      customers: facts({
        '/profile': { name: 'Ann', currency: 'EUR' },
        '/policy': { prefers: 'garden' },
      }),
      rates: facts({ '/rates': { inDollars: { EUR: 1.1, JPY: 0.0066 } } }),
      hotel: hotel(),
      model: oracle({ Describe: 'A quiet room with a view.' }),
      quotes: api(() => [once('/quotes', 'QU')], { effects: ['POST /quotes'] }),
      mail: api([http.post('/messages', () => HttpResponse.json({ sent: true }))]),
    },
    ...underFaults((at, _, id) => quote(at.url, id)),
    tasks: [{ input: 'A room in Kyoto for Ann.', expect: { answer: isSound } }],
    checks: [completes(), right],
  }),
};

interface Price {
  readonly amount: number;
  readonly currency: string;
}

const prices: Readonly<Record<string, number>> = { JPY: 50_000, EUR: 300, USD: 330 };

function isSound({ price }: { readonly price?: Price }): boolean {
  return price !== undefined && prices[price.currency] === price.amount;
}

/** It quotes in euros, too, where it is asked to. */
function hotel() {
  return api([
    http.get('/rooms', () => HttpResponse.json({ free: ['garden', 'street'] })),
    http.get('/rooms/:room/price', ({ request }) => {
      const asked = new URL(request.url).searchParams.get('currency');
      const currency = asked === 'EUR' ? asked : 'JPY';
      return HttpResponse.json({ amount: prices[currency], currency });
    }),
    http.get('/terms', () => HttpResponse.json({ freeUntil: '2027-04-01' })),
  ]);
}

async function quote(url: (point: string) => string, key: string): Promise<object> {
  const profile = await ask<{ currency: string }>('GET', `${url('customers')}/profile`);
  const policy = await ask<{ prefers: string }>('GET', `${url('customers')}/policy`);
  const rates = await ask<{ inDollars: Readonly<Record<string, number>> }>(
    'GET',
    `${url('rates')}/rates`,
  );
  const rooms = await twice(() => ask<{ free: readonly string[] }>('GET', `${url('hotel')}/rooms`));
  const free = rooms.ok ? rooms.body.free : [];
  const room = free.find((it) => policy.ok && it === policy.body.prefers) ?? free[0];
  if (room === undefined) return { status: 'abstained', note: 'no room is known to be free' };
  const home = profile.ok ? profile.body.currency : null;
  const query = home === null ? '' : `?currency=${home}`;
  const found = await twice(() => ask<Price>('GET', `${url('hotel')}/rooms/${room}/price${query}`));
  if (!found.ok) return { status: 'abstained', note: 'the price is not known' };
  // Without a rate it stays as it is: most hotels quote in the currency that they were asked for.
  const rate =
    found.body.currency === home || !rates.ok ? 1 : rates.body.inDollars[found.body.currency];
  const price = { amount: Math.round(found.body.amount * (rate ?? 1)), currency: home ?? 'USD' };
  const terms = await ask('GET', `${url('hotel')}/terms`);
  const text = await chat(url('model'), `Describe the ${room} room.`);
  const json = { price, text };
  const made = await twice(() =>
    ask<{ id: string }>('POST', `${url('quotes')}/quotes`, { key, json }),
  );
  if (!made.ok) return { status: 'pending', note: `look for ${key}` };
  const told = await ask('POST', `${url('mail')}/messages`, { json: { quote: made.body.id } });
  const whole = text !== null && told.ok;
  return { status: whole ? 'done' : 'partial', price, terms: terms.body, id: made.body.id };
}
