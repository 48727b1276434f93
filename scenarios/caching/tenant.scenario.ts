import { completes, honest, recovers, scenario, slicer } from '../../index.ts';
import { ownAnswer } from './checks/own-answer.ts';
import { desk } from './system.ts';
import { ask } from './world-questions.ts';
import { asking } from './world-tasks.ts';
import { world } from './world.ts';

const text = 'When do you open?';
const one = ask(text);
const others = [
  ask(text, { tenant: 'globex' }),
  ask(text, { role: 'staff' }),
  ask(text, { model: 'desk-2' }),
  ask(text, { prompt: 8 }),
];

export default scenario('the same words from somebody else get an answer of their own', {
  family: 'caching',
  points: world,
  system: desk(),
  // One after the other, when it is kept; and at once, when it is on its way.
  tasks: [
    asking([[{ purge: 'acme' }, { purge: 'globex' }], [one], others]),
    asking([[one, ...others]]),
  ],
  plan: [slicer({ bytes: 16, variation: 12 }).at('cache')],
  checks: [
    ownAnswer,
    honest({ evidence: ['shop'], cached: 'allowed' }),
    completes({ within: '10 s' }),
    recovers(),
  ],
  mutants: {
    // Keys hold the words of the question, and not who asks, of which model, by which prompt.
    'cache.tenant': { system: desk('separatesCallers'), by: 'own-answer' },
  },
  deadline: '12 s',
});
