import { completes, honest, recovers, scenario, slow } from '../../index.ts';
import { stablePrefix } from './checks/stable-prefix.ts';
import { desk } from './system.ts';
import { message } from './world-staff.ts';
import { world } from './world.ts';

const questions = [
  { text: 'How long may goods be sent back?', answer: /within 30 days/ },
  { text: 'Where is order A1?', answer: /state sent/ },
  { text: 'And order A2?', answer: /state sent/ },
];

export default scenario('what can be cached of a prompt is the same from message to message', {
  family: 'prompt',
  points: world,
  system: desk(),
  tasks: questions.map(({ text, answer }) => ({ input: message('cy', text), expect: { answer } })),
  // Now one source is the last to answer, now another.
  plan: ['flags', 'entitlements', 'profiles', 'retrieval'].map((source) =>
    slow({ ms: 60 }).at(source, { chance: 0.5 }),
  ),
  checks: [stablePrefix, honest(), completes({ within: '5 s' }), recovers()],
  mutants: {
    // The time stands at the top of the instructions.
    'prompt.stable-prefix': { system: desk('keepsPrefix'), by: 'stable-prefix' },
  },
});
