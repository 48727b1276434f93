import { completes, exactlyOnce, honest, outage, recovers, scenario } from '../../index.ts';
import { rulePath } from './checks/rule-path.ts';
import { desk } from './system.ts';
import { handIn, odd, plain } from './world-claims.ts';
import { world } from './world.ts';

/** The model is down for all of the fault phase; only the last claim needs it. */
export default scenario('what rules can settle is settled while the model is down', {
  family: 'code-vs-model',
  points: world,
  system: desk(),
  tasks: [handIn(plain, 4), handIn(odd.slice(0, 1), 0)],
  plan: [outage().at('model')],
  checks: [
    rulePath,
    exactlyOnce('payouts'),
    honest(),
    completes({ within: 5000 }),
    recovers({ within: 5000 }),
  ],
  mutants: {
    // Addresses and tax are asked of the model, like everything else.
    'code.rule-path': { system: desk('rulesFirst'), by: 'rule-path' },
  },
  deadline: '6 s',
});
