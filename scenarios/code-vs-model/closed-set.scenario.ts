import {
  bounded,
  completes,
  emptyContent,
  recovers,
  scenario,
  truncatedToolArguments,
} from '../../index.ts';
import { closedSet } from './checks/closed-set.ts';
import { queues } from './agent/decision.ts';
import { desk } from './system.ts';
import { confusing, handIn, odd } from './world-claims.ts';
import { world } from './world.ts';

const nonsense = [truncatedToolArguments(), truncatedToolArguments({ keep: 0.9 }), emptyContent()];

/** Broken JSON and silence from the wire; queues that there are none of, from the model itself. */
export default scenario('whatever the model says, every claim lands in a queue there is', {
  family: 'code-vs-model',
  points: world,
  system: desk(),
  tasks: [handIn(odd.slice(0, 1), 0), handIn(odd.slice(2), 0), handIn(confusing, 0)],
  plan: ({ model }, seed) => nonsense.filter((_, n) => n === seed % 3).map((it) => it.at(model)),
  checks: [
    closedSet(queues),
    // Two for each claim: the first answer, and one chance to correct it.
    bounded({ calls: 4, point: 'model' }),
    completes({ within: 5000 }),
    recovers({ within: 5000 }),
  ],
  mutants: {
    // Broken JSON is repaired, and the queue taken as it comes.
    'code.closed-set': { system: desk('checksOutput'), by: 'closed-set' },
  },
  deadline: '6 s',
});
