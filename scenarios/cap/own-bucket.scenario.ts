import { completes, honest, outage, recovers, scenario } from '../../index.ts';
import { sparesNeighbours } from './checks/spares-neighbours.ts';
import { meteredPrices } from './metered-prices.ts';
import { shop } from './system.ts';
import { world } from './world.ts';

export default scenario('a planner that fans out does not eat the quota of other tenants', {
  family: 'cap',
  points: { ...world, prices: meteredPrices },
  system: shop(),
  tasks: [{ input: 'What do the products on shelf S1, P1 to P24, cost?' }],
  // With the stock known, two prices are asked for; without it, all 24.
  plan: [outage().at('stock')],
  rest: '1200 ms',
  checks: [
    sparesNeighbours('prices'),
    completes({ within: 5000 }),
    honest({ cached: 'disclosed' }),
    recovers(),
  ],
  mutants: { 'cap.own-bucket': { system: shop('capsFanOut'), by: 'spares-neighbours' } },
});
