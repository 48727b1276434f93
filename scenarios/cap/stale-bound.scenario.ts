import { completes, honest, outage, recovers, scenario, slow } from '../../index.ts';
import { staleWithin } from './checks/stale-within.ts';
import { policy } from './policy.ts';
import { shop } from './system.ts';
import { world } from './world.ts';

const question = { input: 'What does P1 cost?' };

export default scenario('an old price is shown with its age, and a very old one not at all', {
  family: 'cap',
  points: world,
  system: shop(),
  tasks: [question, question],
  // A slow model makes time pass: the first question finds the price young, the second too old.
  plan: [slow({ ms: 400 }).at('model'), outage().at('prices')],
  rest: '1200 ms',
  checks: [
    staleWithin('prices', policy.prices.maxAgeMs),
    honest({ cached: 'disclosed' }),
    completes({ within: 5000 }),
    recovers(),
  ],
  mutants: { 'cap.stale-bound': { system: shop('boundsAge'), by: 'stale-within' } },
});
