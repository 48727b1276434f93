import { completes, contradictory, refuse, scenario, slow, unreachable } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { right } from './right.ts';
import { facts } from './world/facts.ts';
import { ask } from './world/ask.ts';

/** An agent that takes the median of two feeds when the third is late. */
export const medianOfTwo: CorpusEntry = {
  id: 'median-of-two',
  faults: 2,
  bug: 'The median is over the feeds that answered in time, and of two it is the higher.',
  check: 'right',
  kinds: [
    slow({ ms: 3_000, where: 'request' }),
    contradictory(),
    refuse({ status: 503 }),
    unreachable(),
  ],
  witness: [contradictory().at('south', { call: 'GET /gold' }), down('west', 'GET /gold')],
  scenario: scenario('a portfolio is worth what the feeds agree on', {
    family: 'corpus',
    points: {
      desk: facts({ '/client': { since: 2019 }, '/limits': { mostCents: 100_000 } }),
      north: feed(),
      south: feed(),
      west: feed(),
    },
    ...underFaults((at) => value(at.url)),
    tasks: [{ input: 'What am I worth?', expect: { answer: { cents: 6_400 } } }],
    checks: [completes({ within: '30 s' }), right],
  }),
};

function feed() {
  return facts({ '/tin': { cents: 1_200 }, '/wheat': { cents: 700 }, '/gold': { cents: 4_500 } });
}

async function value(url: (point: string) => string): Promise<object> {
  const client = await ask<{ since: number }>('GET', `${url('desk')}/client`);
  let cents = 0;
  const missing: string[] = [];
  for (const asset of ['tin', 'wheat', 'gold']) {
    const price = await median(['north', 'south', 'west'].map((it) => `${url(it)}/${asset}`));
    if (price === null) missing.push(asset);
    else cents += price;
  }
  const limits = await ask('GET', `${url('desk')}/limits`);
  const checked = client.ok && limits.ok;
  return { status: missing.length > 0 ? 'partial' : 'done', cents, missing, checked };
}

async function median(feeds: readonly string[]): Promise<number | null> {
  const came = await Promise.all(
    feeds.map((feed) => ask<{ cents: number }>('GET', feed, { timeoutMs: 2_000 })),
  );
  const prices = came.flatMap((one) => (one.ok ? [one.body.cents] : []));
  if (prices.length < 2) return null;
  return prices.toSorted((a, b) => a - b)[Math.floor(prices.length / 2)] ?? null;
}
