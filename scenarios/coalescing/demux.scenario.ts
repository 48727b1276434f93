import { completes, honest, recovers, scenario } from '../../index.ts';
import { ownEntry } from './checks/own-entry.ts';
import { shuffledBatch } from './shuffled-batch.ts';
import { shared } from './system.ts';
import { sorts } from './world-tasks.ts';
import { world } from './world.ts';

export default scenario('of a batch each gets its own entry, in whatever order they come', {
  family: 'coalescing',
  points: world,
  system: shared(),
  atOnce: 4,
  tasks: [
    sorts('T1', 'My parcel is late.'),
    sorts('T2', 'I was charged twice.'),
    sorts('T3', 'The shoes are too small.', { at: 5 }),
    sorts('T4', 'Where is the invoice?', { at: 10 }),
  ],
  plan: ({ model }, seed) => [
    shuffledBatch({ how: seed % 2 === 0 ? 'short' : 'turned' }).at(model),
  ],
  faults: [shuffledBatch],
  checks: [
    ownEntry('model'),
    honest({ evidence: ['model'], cached: 'allowed' }),
    completes({ within: '4 s' }),
    recovers(),
  ],
  mutants: {
    // The first entry goes to who came first, and so on.
    'coalesce.demux': { system: shared('matchesEntries'), by: 'own-entry' },
  },
  deadline: '6 s',
});
