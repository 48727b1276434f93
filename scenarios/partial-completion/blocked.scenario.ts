import { completes, noOrphans, recovers, refuse, scenario } from '../../index.ts';
import { blocks } from './checks.ts';
import { rome, trip, world } from './world.ts';

/** The flight is booked; for the hotel, the agent lacks the permission. */
export default scenario('a missing permission is asked for, not waited for', {
  family: 'partial-completion',
  points: world,
  system: trip(),
  tasks: [rome],
  plan: [refuse({ status: 403 }).at('hotels', { call: 'POST /hotels' })],
  checks: [blocks(2000), noOrphans(), completes({ within: 3000 }), recovers()],
  mutants: {
    // It tries again until somebody grants it, and says nothing.
    'partial.blocked': { system: trip('surfaceBlocked'), by: 'blocks' },
  },
  deadline: '4 s',
});
