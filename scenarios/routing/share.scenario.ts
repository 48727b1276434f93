import { completes, honest, recovers, scenario } from '../../index.ts';
import { lastChoices, mostShare } from './agent/share.ts';
import { shareInBand } from './checks/share-in-band.ts';
import { fooledScorer } from './fooled-scorer.ts';
import { routed } from './system.ts';
import { easy, hard, says } from './world-tasks.ts';
import { world } from './world.ts';

const mixed = [...easy, ...hard].map((text, n) => says(text, { tenant: `t${n}` }));

export default scenario('that nearly all goes to the strong model is noticed', {
  family: 'routing',
  points: world,
  system: routed(),
  tasks: mixed,
  plan: [fooledScorer().at('scorer')],
  faults: [fooledScorer],
  rest: '1500 ms',
  checks: [
    shareInBand({ mostShare, inARow: lastChoices }),
    honest({ evidence: ['swift', 'grand'] }),
    completes({ within: '3 s' }),
    recovers(),
  ],
  mutants: {
    // Nobody looks at what share goes where.
    'routing.share': { system: routed('watchesShare'), by: 'share-in-band' },
  },
  deadline: '6 s',
});
