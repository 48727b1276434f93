import { completes, honest, recovers, scenario, slow } from '../../index.ts';
import { keepsPace } from './checks/keeps-pace.ts';
import { shared } from './system.ts';
import { asks } from './world-tasks.ts';
import { world } from './world.ts';

const hours = 'When do you open?';

export default scenario('one slow connection keeps nobody else waiting', {
  family: 'coalescing',
  points: world,
  system: shared(),
  atOnce: 3,
  tasks: [asks(hours, 'a'), asks(hours, 'b'), asks(hours, 'c', { at: 50 })],
  // Slow enough to lag, or to be left behind.
  plan: ({ connections }, seed) => [
    slow({ ms: seed % 2 === 0 ? 150 : 2_000 }).at(connections, { task: 'during-2' }),
  ],
  checks: [
    keepsPace('model', { othersMs: 120, itselfMs: 700 }),
    honest({ evidence: ['model'], cached: 'allowed' }),
    completes({ within: '4 s' }),
    recovers(),
  ],
  mutants: {
    // The next word waits until all have the last one.
    'coalesce.slow-consumer': { system: shared('isolatesReaders'), by: 'keeps-pace' },
  },
  deadline: '6 s',
});
