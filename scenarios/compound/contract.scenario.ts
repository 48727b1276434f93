import { completes, discloses, honest, outage, recovers, scenario } from '../../index.ts';
import { sloMs } from './budget.ts';
import { library } from './system.ts';
import { world } from './world.ts';

export default scenario('an index of another embedding is not ranked as if it were the same', {
  family: 'compound',
  points: world,
  system: library(),
  tasks: [
    // The standby keeps refunds under a new embedding, by distance: less is nearer.
    { input: 'How long does a refund take?', expect: { answer: /30 days/ } },
    { input: 'How long is the warranty?', expect: { answer: /2 years/ } },
  ],
  plan: (_, seed) => [outage(seed % 2 === 0 ? {} : { as: 'ECONNREFUSED' }).at('retriever')],
  checks: [discloses(), honest(), completes({ within: sloMs }), recovers()],
  mutants: {
    // It takes the largest distance for the best score.
    'compound.contract': { system: library('checksContract'), by: 'discloses' },
  },
});
