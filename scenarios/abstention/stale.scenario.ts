import { completes, discloses, honest, recovers, scenario, stale } from '../../index.ts';
import { ageTold } from './checks.ts';
import { twins } from './tasks.ts';
import { helpDesk, world } from './world.ts';

const dayMs = 86_400_000;

export default scenario('an old price is given with its date, and a very old one not at all', {
  family: 'abstention',
  points: world,
  system: helpDesk(),
  tasks: [twins.stale.answerable],
  plan: ({ handbook }, seed) => [
    stale({ ageMs: (seed % 2 === 0 ? 30 : 400) * dayMs }).at(handbook),
  ],
  phases: ['fault', 'recovery'],
  checks: [
    ageTold,
    discloses({ point: 'handbook' }),
    honest(),
    completes({ within: 5000 }),
    recovers(),
  ],
  mutants: {
    // A passage is a passage, however old.
    'abstain.stale': { system: helpDesk('checksAge'), by: 'age-told' },
  },
  deadline: '8 s',
});
