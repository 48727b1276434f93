import {
  completes,
  emptyForMany,
  honest,
  outage,
  recovers,
  refuse,
  scenario,
  slow,
  wrongShape,
} from '../../index.ts';
import { sloMs } from './budget.ts';
import { stampEarned } from './checks/stamp-earned.ts';
import { library } from './system.ts';
import { world } from './world.ts';

const troubles = [
  outage(),
  refuse({ status: 500 }),
  emptyForMany(),
  wrongShape({ how: 'rename' }),
  slow({ ms: 50 }),
];

export default scenario('verified means that a verifier which can say no said yes', {
  family: 'compound',
  points: world,
  system: library(),
  tasks: [
    { input: 'How long is the warranty?' },
    // The verifier reads no German, and lets all of it pass.
    { input: 'Wie lange dauert eine Rückerstattung?' },
  ],
  plan: (_, seed) => troubles.filter((_, n) => n === seed % 5).map((it) => it.at('verifier')),
  checks: [stampEarned, honest(), completes({ within: sloMs }), recovers()],
  mutants: {
    // Whatever is not a plain no is taken for a yes.
    'compound.verifier': { system: library('earnsStamp'), by: 'stamp-earned' },
  },
});
