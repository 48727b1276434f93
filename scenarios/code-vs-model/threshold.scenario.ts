import { completes, exactlyOnce, honest, recovers, scenario, slow } from '../../index.ts';
import { withinLimit } from './checks/within-limit.ts';
import { desk } from './system.ts';
import { handIn, large } from './world-claims.ts';
import { limitCents, world } from './world.ts';

/** The model rounds 50.40 to 50, and reads 1.250,00 as 1.25; it approves both. */
export default scenario('limits are held against the line items, not the total of the model', {
  family: 'code-vs-model',
  points: world,
  system: desk(),
  tasks: [handIn(large, 1)],
  plan: [slow({ ms: 100 }).at('model')],
  checks: [
    withinLimit(limitCents),
    exactlyOnce('payouts'),
    honest(),
    completes({ within: 5000 }),
    recovers({ within: 5000 }),
  ],
  mutants: {
    // The total is taken from the model's reply.
    'code.threshold': { system: desk('countsInCode'), by: 'within-limit' },
  },
  deadline: '6 s',
});
