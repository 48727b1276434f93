import { completes, honest, recovers, scenario } from '../../index.ts';
import { mostTokensSpent, windowMs } from './agent/spend.ts';
import { withinBudget } from './checks/within-budget.ts';
import { fooledScorer } from './fooled-scorer.ts';
import { routed } from './system.ts';
import { easy, hard, says } from './world-tasks.ts';
import { world } from './world.ts';

const after = '2100 ms';
const many = [...easy, ...easy.slice(0, 4).map((text) => `${text} Once more.`)];

export default scenario('prompts that look hard do not spend more than their tenant may', {
  family: 'routing',
  points: world,
  system: routed(),
  tasks: [
    ...many.map((text) => says(text, { tenant: 'mallory', after })),
    says(hard[0] ?? '', { after }),
  ],
  plan: [fooledScorer().at('scorer')],
  faults: [fooledScorer],
  rest: '1500 ms',
  checks: [
    withinBudget('grand', { tokens: mostTokensSpent, windowMs }),
    honest({ evidence: ['swift', 'grand'] }),
    completes({ within: '3 s' }),
    recovers(),
  ],
  mutants: {
    // Whatever looks hard gets the strong model.
    'routing.spend-cap': { system: routed('capsSpend'), by: 'within-budget' },
  },
  deadline: '6 s',
});
