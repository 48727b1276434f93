import {
  completes,
  crash,
  emptyForMany,
  exactlyOnce,
  honest,
  recovers,
  scenario,
  silentNoOp,
  type Plan,
} from '../../index.ts';
import { library } from './system.ts';
import { world } from './world.ts';

/** Ways to lose the record of a step that is done, and then the process. */
const plans: readonly Plan[] = [
  // The second record is that of the citer: it never arrives.
  [crash({ acts: false }).at('progress', { call: 'PUT /progress/:id', calls: 2 })],
  [crash({ acts: true }).at('citer', { calls: 1 }), emptyForMany().at('progress')],
  [
    silentNoOp().at('progress', { call: 'PUT /progress/:id' }),
    crash({ acts: true }).at('citer', { calls: 1 }),
  ],
];

export default scenario('a step whose record is lost leaves its effect once', {
  family: 'compound',
  points: world,
  system: library(),
  tasks: [
    {
      input: 'How long does a refund take?',
      expect: { effects: { 'POST /citations': 1 }, answer: /30 days/ },
    },
  ],
  plan: (_, seed) => plans[seed % plans.length] ?? [],
  checks: [exactlyOnce('citer'), honest(), completes(), recovers()],
  mutants: {
    // It trusts the record alone, and draws a new key each time.
    'compound.step-once': { system: library('keepsKeys'), by: 'exactly-once' },
  },
});
