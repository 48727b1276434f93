import { cancel, completes, honest, recovers, scenario } from '../../index.ts';
import { outlivesLeader } from './checks/outlives-leader.ts';
import { shared } from './system.ts';
import { asks } from './world-tasks.ts';
import { world } from './world.ts';

const hours = 'When do you open?';
const dogs = 'May dogs come in?';

export default scenario('a call lasts for as long as anybody waits, and no longer', {
  family: 'coalescing',
  points: world,
  system: shared(),
  atOnce: 5,
  tasks: [asks(hours, 'a'), asks(hours, 'b'), asks(hours, 'c'), asks(dogs, 'd'), asks(dogs, 'e')],
  // Both who began a call leave; of the second question the other one does, too.
  plan: [
    cancel().at('model', { calls: [1, 2] }),
    cancel().at('connections', { task: 'during-5', calls: 1 }),
  ],
  checks: [
    outlivesLeader('model'),
    honest({ evidence: ['model'], cached: 'allowed' }),
    completes({ within: '4 s' }),
    recovers(),
  ],
  mutants: {
    // A call ends with whoever began it.
    'coalesce.leader-cancel': { system: shared('outlivesLeader'), by: 'outlives-leader' },
  },
  deadline: '6 s',
});
