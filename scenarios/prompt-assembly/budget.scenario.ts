import { completes, honest, oversized, recovers, scenario } from '../../index.ts';
import { withinBudget } from './checks/within-budget.ts';
import { desk } from './system.ts';
import { message } from './world-staff.ts';
import { world } from './world.ts';

const question = 'How long may goods be sent back?';
/** What a customer wrote, pasted before the question: with it there is no room for passages. */
const letter = 'The parcel came late, and the box was open. '.repeat(60);

export default scenario('a prompt that is too long loses what matters least', {
  family: 'prompt',
  points: world,
  system: desk(),
  tasks: [
    { input: message('uma', question), expect: { answer: /within 30 days/ } },
    {
      input: message('cy', `${letter}${question}`),
      expect: { answer: /It says|nothing that tells/ },
    },
  ],
  plan: [oversized({ bytes: 50_000 }).at('retrieval')],
  checks: [
    withinBudget({
      mandatory: ['persona', 'regime', 'disclosure', 'tools', 'now', 'question'],
      optional: ['brief', 'profile', 'passages'],
    }),
    honest(),
    completes({ within: '5 s' }),
    recovers(),
  ],
  mutants: {
    // Whatever is too long is cut from the top, where the header is.
    'prompt.budget': { system: desk('fitsByPriority'), by: 'within-budget' },
  },
});
