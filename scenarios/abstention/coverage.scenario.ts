import { abstains, completes, refuse, scenario, slow } from '../../index.ts';
import { owed, twins } from './tasks.ts';
import { helpDesk, world } from './world.ts';

/** All six classes, while the scorer is a little slow and stumbles once: that is no reason. */
export default scenario('a healthy desk answers what it can, and abstains from the rest', {
  family: 'abstention',
  points: world,
  system: helpDesk(),
  tasks: Object.values(twins).flatMap(({ answerable, unanswerable }) => [
    owed(answerable),
    unanswerable,
  ]),
  plan: ({ confidence }, seed) => [
    refuse({ status: 503 }).at(confidence, { calls: 1 + (seed % 6) }),
    slow({ ms: 150 }).at(confidence),
  ],
  phases: ['fault'],
  checks: [abstains(), completes({ within: 5000 })],
  mutants: {
    // One 503 counts as no signal.
    'abstain.coverage': { system: helpDesk('retriesSignal'), by: 'abstains' },
  },
  deadline: '8 s',
});
