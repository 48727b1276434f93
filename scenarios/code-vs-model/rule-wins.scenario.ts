import { completes, exactlyOnce, recovers, scenario, slow } from '../../index.ts';
import { ruleWins } from './checks/rule-wins.ts';
import { desk } from './system.ts';
import { forbidden, handIn, plain } from './world-claims.ts';
import { world } from './world.ts';

/** Claims for casinos in six spellings: the model knows the word in plain letters only. */
export default scenario('what a rule rejects stays rejected, however it is spelled', {
  family: 'code-vs-model',
  points: world,
  system: desk(),
  tasks: [handIn(forbidden, 0), handIn(plain.slice(0, 1), 1)],
  plan: [slow({ ms: 100 }).at('rulebook')],
  checks: [
    ruleWins,
    exactlyOnce('payouts'),
    completes({ within: 5000 }),
    recovers({ within: 5000 }),
  ],
  mutants: {
    // The model gives a second opinion on what a rule rejects, and it counts.
    'code.rule-wins': { system: desk('rulesWin'), by: 'rule-wins' },
  },
  deadline: '6 s',
});
