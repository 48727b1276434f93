import { completes, honest, recovers, scenario, slow } from '../../index.ts';
import { oneUpstream } from './checks/one-upstream.ts';
import { shared } from './system.ts';
import { asks } from './world-tasks.ts';
import { world } from './world.ts';

const hours = 'When do you open?';
const dogs = 'May dogs come in?';

export default scenario('what many ask at once is asked of the model once', {
  family: 'coalescing',
  points: world,
  system: shared(),
  atOnce: 6,
  tasks: [
    asks(hours, 'a'),
    asks(dogs, 'b'),
    asks(hours, 'c'),
    asks(dogs, 'd'),
    asks(hours, 'e', { at: 30 }),
    asks(hours, 'f', { at: 120 }),
  ],
  // A model that takes its time is asked more meanwhile.
  plan: [slow({ ms: 60 }).at('model')],
  checks: [
    oneUpstream('model'),
    honest({ evidence: ['model'], cached: 'allowed' }),
    completes({ within: '4 s' }),
    recovers(),
  ],
  mutants: {
    // Everybody who asks makes a call.
    'coalesce.one-upstream': { system: shared('joinsCalls'), by: 'one-upstream' },
  },
  deadline: '6 s',
});
