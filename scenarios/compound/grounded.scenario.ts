import { abstains, completes, emptyForMany, honest, recovers, scenario } from '../../index.ts';
import { sloMs } from './budget.ts';
import { library } from './system.ts';
import { world } from './world.ts';

export default scenario('what no document says is not answered', {
  family: 'compound',
  points: world,
  system: library(),
  tasks: [
    { input: 'How long does a refund take?', expect: { abstain: true } },
    // Not in the corpus: what comes back is about other things, in fault and recovery alike.
    { input: 'Do I need a visa for Japan?', expect: { abstain: true } },
  ],
  // 200, and nothing found: for the first question only.
  plan: [emptyForMany().at('retriever', { call: 'POST /search', calls: 1 })],
  checks: [honest(), abstains(), completes({ within: sloMs }), recovers()],
  mutants: {
    // The model answers from memory, and cites a document that was never returned.
    'compound.grounded': { system: library('demandsEvidence'), by: 'honest' },
  },
});
