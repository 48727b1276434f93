import { bounded, completes, hang, honest, recovers, refuse, scenario } from '../../index.ts';
import { saysWhy } from './checks/says-why.ts';
import { shop } from './system.ts';
import { world } from './world.ts';

const question = 'What do P1, P2, P3, P4, P5 and P6 cost?';
const expect = { answer: { status: 'full', missing: [] } };

export default scenario('a tool that mostly fails is left alone, and the answer says so', {
  family: 'cap',
  points: world,
  system: shop(),
  tasks: [
    { input: question, expect },
    { input: question, expect },
  ],
  // About half the calls get a 502, a third time out, and the rest work.
  plan: [
    refuse({ status: 502 }).at('prices', { chance: 0.5 }),
    hang().at('prices', { chance: 0.7 }),
  ],
  // No baseline: with fallbacks at hand the model would have no reason to insist.
  phases: ['fault', 'recovery'],
  rest: '1200 ms',
  checks: [
    bounded({ calls: 14, point: 'prices' }),
    saysWhy,
    completes({ within: 5000 }),
    honest({ cached: 'disclosed' }),
    recovers(),
  ],
  mutants: { 'cap.bounded-thrash': { system: shop('breaksCircuit'), by: 'bounded' } },
});
