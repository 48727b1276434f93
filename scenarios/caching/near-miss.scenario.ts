import { bandwidth, completes, honest, recovers, scenario, slow } from '../../index.ts';
import { falseHits } from './checks/false-hits.ts';
import { desk } from './system.ts';
import { ask, nearMisses, paraphrases, purge, type Known } from './world-questions.ts';
import { asking } from './world-tasks.ts';
import { world } from './world.ts';

const asked = (questions: readonly Known[]) => questions.map(({ text }) => ask(text));
const first = nearMisses.map(([one]) => one);
const second = nearMisses.map(([, twin]) => twin);

export default scenario('"close my account" is not answered with "cancel my card"', {
  family: 'caching',
  points: world,
  system: desk(),
  tasks: [asking([[purge], asked(first), asked([...second, ...paraphrases])])],
  plan: [bandwidth({ kbPerSecond: 1000 }).at('cache'), slow({ ms: 10 }).at('embedder')],
  checks: [
    falseHits(0.02),
    honest({ evidence: ['shop'], cached: 'allowed' }),
    completes({ within: '10 s' }),
    recovers(),
  ],
  mutants: {
    // Near vectors are enough.
    'cache.near-miss': { system: desk('comparesIntents'), by: 'false-hits' },
  },
  deadline: '12 s',
});
