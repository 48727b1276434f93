import { completes, honest, outage, recovers, scenario, wrongShape } from '../../index.ts';
import { defaultRoute } from './checks/default-route.ts';
import { routed } from './system.ts';
import { easy, hard, says } from './world-tasks.ts';
import { world } from './world.ts';

export default scenario('without scores everything is still answered', {
  family: 'routing',
  points: world,
  system: routed(),
  tasks: [
    says(easy[0]!),
    says(hard[0]!, { tenant: 't1' }),
    says(hard[1]!, { tenant: 't2', risk: 'high' }),
  ],
  plan: ({ scorer }, seed) => [(seed % 2 === 0 ? outage() : wrongShape()).at(scorer)],
  rest: '1500 ms',
  checks: [
    defaultRoute(300),
    honest({ evidence: ['swift', 'grand'] }),
    completes({ within: '3 s' }),
    recovers(),
  ],
  mutants: {
    // What cannot be scored is not routed.
    'routing.default-route': { system: routed('hasDefault'), by: 'default-route' },
  },
  deadline: '6 s',
});
