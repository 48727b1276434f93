import { completes, hang, honest, recovers, scenario, slow } from '../../index.ts';
import { notBlocked } from './checks/not-blocked.ts';
import { routed } from './system.ts';
import { easy, says } from './world-tasks.ts';
import { world } from './world.ts';

const [first = '', ...others] = easy;

export default scenario('who needs no score does not wait for those of others', {
  family: 'routing',
  points: world,
  system: routed(),
  atOnce: 7,
  // As many as may be served at a time want a score; then come some who have chosen their model.
  tasks: [
    ...others.slice(0, 4).map((text, n) => says(text, { tenant: `t${n}` })),
    says(first, { model: 'swift', after: '5 ms' }),
    says(others[4] ?? first, { model: 'swift', after: '5 ms' }),
    says(first, { model: 'grand', after: '5 ms', risk: 'high' }),
  ],
  plan: ({ scorer }, seed) => [(seed % 2 === 0 ? slow({ ms: 1_500 }) : hang()).at(scorer)],
  rest: '1500 ms',
  checks: [
    notBlocked(500),
    honest({ evidence: ['swift', 'grand'] }),
    completes({ within: '3 s' }),
    recovers(),
  ],
  mutants: {
    // A score is waited for as long as it takes.
    'routing.not-blocked': { system: routed('limitsScoring'), by: 'not-blocked' },
  },
  deadline: '6 s',
});
