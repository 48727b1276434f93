import { completes, honest, outage, rateLimit, recovers, scenario } from '../../index.ts';
import { declared } from './checks/declared.ts';
import { routed } from './system.ts';
import { easy, hard, says } from './world-tasks.ts';
import { world } from './world.ts';

const [ledger = '', ...others] = hard;

export default scenario('less than was wanted is told, bounded, and never for what is risky', {
  family: 'routing',
  points: world,
  system: routed(),
  atOnce: 6,
  tasks: [
    ...others.map((text, n) => says(text, { tenant: `t${n}` })),
    says(ledger, { risk: 'high' }),
    says(ledger, { tenant: 't7' }),
    says(easy[0] ?? ''),
  ],
  plan: ({ grand }, seed) => [(seed % 2 === 0 ? outage() : rateLimit()).at(grand)],
  // Until the strong model is tried again.
  rest: '1500 ms',
  checks: [
    declared(2),
    honest({ evidence: ['swift', 'grand'] }),
    completes({ within: '3 s' }),
    recovers(),
  ],
  mutants: {
    // The cheap model serves what the strong one refuses, all of it at once, and nobody is told.
    'routing.declared': { system: routed('declaresDowngrades'), by: 'declared' },
  },
  deadline: '6 s',
});
