import {
  completes,
  exactlyOnce,
  honest,
  lostReply,
  recovers,
  scenario,
  slow,
} from '../../index.ts';
import { ownWrite } from './checks/own-write.ts';
import { shared } from './system.ts';
import { looks, orders } from './world-tasks.ts';
import { world } from './world.ts';

export default scenario('two who order the same at once have two orders', {
  family: 'coalescing',
  points: world,
  system: shared(),
  atOnce: 5,
  tasks: [looks('P1'), orders('P1'), orders('P1'), looks('P1'), orders('P1')],
  // The first order is placed, and the reply that says so is lost.
  plan: [
    lostReply().at('shop', { call: 'POST /orders', calls: 1 }),
    slow({ ms: 30 }).at('shop', { call: 'GET /stock/:sku' }),
  ],
  checks: [
    ownWrite('shop'),
    exactlyOnce('shop'),
    honest({ evidence: ['shop'], cached: 'allowed' }),
    completes({ within: '4 s' }),
    recovers(),
  ],
  mutants: {
    // Whatever is alike is sent once, orders included.
    'coalesce.never-writes': { system: shared('keepsWritesApart'), by: 'own-write' },
  },
  deadline: '6 s',
});
