import { completes, outage, recovers, scenario, slow } from '../../index.ts';
import { mostFailures, resetMs } from './breaker.ts';
import { oneProbe } from './checks/one-probe.ts';
import { shop } from './system.ts';
import { world } from './world.ts';

const question = { input: 'What do P1, P2, P3 and P4 cost?' };

export default scenario('a tool that is back is in full use soon, after one probe', {
  family: 'cap',
  points: world,
  system: shop(),
  tasks: [question, question, question],
  // With a slow model the fault phase is long enough for a probe that fails.
  plan: [slow({ ms: 400 }).at('model'), outage().at('prices')],
  rest: '1200 ms',
  checks: [
    recovers({ within: 2500 }),
    oneProbe('prices', mostFailures, resetMs),
    completes({ within: 5000 }),
  ],
  mutants: {
    'cap.heals': { system: shop('probesAgain'), by: 'recovers' },
  },
});
