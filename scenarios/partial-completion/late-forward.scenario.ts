import { honest, noOrphans, recovers, scenario, slow } from '../../index.ts';
import { rome, trip, world } from './world.ts';

/** The agent gives up on the hotel and cancels; the booking is still on its way, and lands after. */
export default scenario('a booking that lands after its cancellation is turned away', {
  family: 'partial-completion',
  points: world,
  system: trip(),
  tasks: [rome],
  plan: [slow({ ms: 3000, where: 'request' }).at('hotels', { call: 'POST /hotels' })],
  checks: [noOrphans(), honest(), recovers()],
  mutants: {
    // Cancels what the service knows of so far, which is nothing.
    'partial.late-forward': { system: trip('fenceLateForward'), by: 'no-orphans' },
  },
  deadline: '10 s',
});
