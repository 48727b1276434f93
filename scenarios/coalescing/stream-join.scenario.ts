import { completes, honest, recovers, resetCut, scenario, slowTokens } from '../../index.ts';
import { wholeStream } from './checks/whole-stream.ts';
import { shared } from './system.ts';
import { asks } from './world-tasks.ts';
import { world } from './world.ts';

const hours = 'When do you open?';

export default scenario('who joins a stream late reads it from its first token to the same end', {
  family: 'coalescing',
  points: world,
  system: shared(),
  atOnce: 4,
  tasks: [
    asks(hours, 'a'),
    asks(hours, 'b', { at: 10 }),
    asks(hours, 'c', { at: 110 }),
    asks(hours, 'd', { at: 150 }),
  ],
  // Words that trickle; every other time they break off.
  plan: (_, seed) => [
    seed % 2 === 0
      ? slowTokens({ gapMs: 20 }).at('model')
      : resetCut({ afterFrames: 4 }).at('model', { calls: 1 }),
  ],
  checks: [
    wholeStream({ from: 'model', to: 'connections' }),
    honest({ evidence: ['model'], cached: 'allowed' }),
    completes({ within: '4 s' }),
    recovers(),
  ],
  mutants: {
    // Who joins reads on from where the stream is.
    'coalesce.stream-join': { system: shared('replaysStart'), by: 'whole-stream' },
  },
  deadline: '6 s',
});
