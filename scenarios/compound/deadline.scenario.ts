import { completes, honest, recovers, scenario, slow } from '../../index.ts';
import { sloMs } from './budget.ts';
import { library } from './system.ts';
import { latencyMs, world } from './world.ts';

const farSlower = slow({ ms: 20 * latencyMs });
const stages = ['reranker', 'retriever', 'citer'];

export default scenario('one slow stage does not make the whole answer late', {
  family: 'compound',
  points: world,
  system: library(),
  tasks: [{ input: 'How long is the warranty?' }],
  plan: (_, seed) => stages.filter((_, n) => n === seed % 3).map((it) => farSlower.at(it)),
  checks: [completes({ within: sloMs }), honest(), recovers({ within: sloMs })],
  mutants: {
    // Each stage has a timeout and a retry of its own, and the stages after it wait for it.
    'compound.deadline': { system: library('sharesDeadline'), by: 'completes' },
  },
});
