import { completes, honest, recovers, refuse, scenario, unreachable } from '../../index.ts';
import { oneTriesAgain } from './checks/one-tries-again.ts';
import { shared } from './system.ts';
import { asks } from './world-tasks.ts';
import { world } from './world.ts';

const hours = 'When do you open?';

export default scenario('a call that fails is made again by one of those who wait, for all', {
  family: 'coalescing',
  points: world,
  system: shared(),
  atOnce: 4,
  tasks: [asks(hours, 'a'), asks(hours, 'b'), asks(hours, 'c'), asks(hours, 'd', { at: 60 })],
  // One failure, two, or more than it may be tried.
  plan: (_, seed) => [
    refuse({ status: 503 }).at('model', { calls: 1 }),
    ...(seed % 3 > 0 ? [unreachable().at('model', { calls: 2 })] : []),
    ...(seed % 3 > 1 ? [refuse({ status: 503 }).at('model', { calls: [3, 12] })] : []),
  ],
  checks: [
    oneTriesAgain('model', 3),
    honest({ evidence: ['model'], cached: 'allowed' }),
    completes({ within: '4 s' }),
    recovers(),
  ],
  mutants: {
    // Each of those who wait tries again for itself.
    'coalesce.leader-error': { system: shared('promotesOne'), by: 'one-tries-again' },
  },
  deadline: '6 s',
});
