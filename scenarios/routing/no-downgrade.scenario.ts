import { completes, honest, recovers, scenario, slow } from '../../index.ts';
import { noDowngrade } from './checks/no-downgrade.ts';
import { routed } from './system.ts';
import { says } from './world-tasks.ts';
import { world } from './world.ts';

/** What was spent in the phase before no longer counts. */
const after = '2100 ms';

export default scenario('a hard task keeps its model when its next turn is short', {
  family: 'routing',
  points: world,
  system: routed(),
  tasks: [
    says(['Migrate the ledger.', 'Yes, do it.'], { after }),
    says(['What is on today?', 'Audit the contract.', 'Thanks.'], { tenant: 't1', after }),
  ],
  plan: [slow({ ms: 40 }).at('scorer')],
  rest: '1500 ms',
  checks: [
    noDowngrade,
    honest({ evidence: ['swift', 'grand'] }),
    completes({ within: '3 s' }),
    recovers(),
  ],
  mutants: {
    // Each turn is routed by its own words.
    'routing.no-downgrade': { system: routed('keepsLevel'), by: 'no-downgrade' },
  },
  deadline: '6 s',
});
