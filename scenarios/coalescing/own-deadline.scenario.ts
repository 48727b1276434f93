import { completes, hang, honest, recovers, scenario } from '../../index.ts';
import { ownDeadline } from './checks/own-deadline.ts';
import { shared } from './system.ts';
import { asks } from './world-tasks.ts';
import { world } from './world.ts';

const hours = 'When do you open?';

export default scenario('whoever shares a call that hangs keeps to its own time', {
  family: 'coalescing',
  points: world,
  system: shared(),
  atOnce: 5,
  tasks: [
    asks(hours, 'a'),
    asks(hours, 'b', { within: 350 }),
    asks(hours, 'c'),
    asks(hours, 'd', { at: 40, within: 400 }),
    asks(hours, 'e', { at: 200 }),
  ],
  plan: [hang().at('model', { calls: 1 })],
  checks: [
    ownDeadline('model', { slackMs: 100, enoughMs: 2_000 }),
    honest({ evidence: ['model'], cached: 'allowed' }),
    completes({ within: '4 s' }),
    recovers(),
  ],
  mutants: {
    // Those who join a call wait as long as whoever began it.
    'coalesce.own-deadline': { system: shared('keepsOwnDeadline'), by: 'own-deadline' },
  },
  deadline: '6 s',
});
