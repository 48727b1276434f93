import { completes, exactlyOnce, honest, latency, recovers, scenario, slow } from '../../index.ts';
import { asOrdered } from './checks/as-ordered.ts';
import { desk } from './system.ts';
import { ask } from './world-questions.ts';
import { shop } from './world-shop.ts';
import { asking } from './world-tasks.ts';
import { world } from './world.ts';

/** Three customers order alike; by the third, the shop counts otherwise: in packs, or in units. */
const orders = ['s1', 's2', 's3'].map((session) =>
  asking([[ask('Order 12 of P1.', { session })]], { 'POST /:tenant/orders': 1 }),
);

export default scenario('a plan that was made for other tools is not carried out', {
  family: 'caching',
  points: { ...world, shop: shop({ releasesEvery: orders.length }) },
  system: desk(),
  tasks: orders,
  plan: [
    slow({ ms: 10 }).at('shop', { call: 'GET /:tenant/tools' }),
    latency({ ms: 2, jitterMs: 2 }).at('cache'),
  ],
  checks: [
    asOrdered,
    exactlyOnce('shop'),
    honest({ evidence: ['shop'], cached: 'allowed' }),
    completes({ within: '10 s' }),
    recovers(),
  ],
  mutants: {
    // Plans are found by the words alone, whatever the tools look like.
    'cache.schema': { system: desk('bindsPlans'), by: 'as-ordered' },
  },
  deadline: '12 s',
});
