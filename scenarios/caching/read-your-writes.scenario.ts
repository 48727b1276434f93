import {
  completes,
  exactlyOnce,
  honest,
  latency,
  lostReply,
  noOrphans,
  recovers,
  scenario,
} from '../../index.ts';
import { noOversell } from './checks/no-oversell.ts';
import { desk } from './system.ts';
import { ask } from './world-questions.ts';
import { asking } from './world-tasks.ts';
import { world } from './world.ts';

/** One is left, and somebody has looked: then two people want it. */
const lastOne = [
  [ask('Stocktake: P1 has 1 unit.', { role: 'staff', session: 'staff' })],
  [ask('Is P1 in stock?')],
  [ask('Order 1 of it.')],
  [ask('Order 1 of P1.', { session: 's2' })],
];

export default scenario('what a write has sold is not sold again from a cached read', {
  family: 'caching',
  points: world,
  system: desk(),
  tasks: [asking(lastOne, { 'POST /:tenant/stocktakes': 1, 'POST /:tenant/orders': 1 })],
  // The first order is made, and both replies that say so are lost.
  plan: [
    lostReply().at('shop', { call: 'POST /:tenant/orders', calls: [1, 2] }),
    latency({ ms: 2, jitterMs: 2 }).at('cache'),
  ],
  checks: [
    noOversell,
    exactlyOnce('shop'),
    noOrphans('shop'),
    honest({ evidence: ['shop'], cached: 'allowed' }),
    completes({ within: '10 s' }),
    recovers(),
  ],
  mutants: {
    // What rests on the stock is called old only when the order is confirmed.
    'cache.read-your-writes': { system: desk('distrustsWrites'), by: 'no-oversell' },
  },
  deadline: '12 s',
});
