import { completes, discloses, garbleJson, recovers, scenario, wrongShape } from '../../index.ts';
import { shop } from './system.ts';
import { world } from './world.ts';

const garbage = [
  garbleJson({ how: 'html' }),
  garbleJson({ how: 'trailing-comma' }),
  wrongShape({ how: 'retype' }),
  wrongShape({ how: 'wrap' }),
];

export default scenario('a 200 with garbage in it counts as a tool that is down', {
  family: 'cap',
  points: world,
  system: shop(),
  tasks: [
    { input: 'Is P1 in stock, and what does it cost?' },
    { input: 'Is P2 in stock, and what does it cost?' },
  ],
  plan: (_, seed) =>
    garbage.filter((_, n) => n === seed % garbage.length).map((it) => it.at('prices')),
  rest: '1200 ms',
  checks: [discloses({ point: 'prices' }), completes({ within: 5000 }), recovers()],
  mutants: { 'cap.garbage-is-down': { system: shop('validatesReplies'), by: 'discloses' } },
});
