import { abstains, completes, outage, recovers, scenario } from '../../index.ts';
import { forlorn, twins } from './tasks.ts';
import { helpDesk, world } from './world.ts';

export default scenario('once the scorer is back, it answers again', {
  family: 'abstention',
  points: world,
  system: helpDesk(),
  tasks: [forlorn(twins.answerUnknown.answerable), forlorn(twins.stale.answerable)],
  plan: ({ confidence }, seed) => [
    outage({ as: seed % 2 === 0 ? 503 : 'ECONNREFUSED' }).at(confidence),
  ],
  rest: '1200 ms',
  checks: [abstains({ returns: {} }), completes({ within: 5000 }), recovers({ within: 2500 })],
  mutants: {
    // Its breaker stays open for ever.
    'abstain.returns': { system: helpDesk('probesAgain'), by: 'abstains' },
  },
  deadline: '8 s',
});
