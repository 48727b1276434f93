import { noOrphans, recovers, refuse, scenario } from '../../index.ts';
import { failedUndoIsTold } from './checks.ts';
import { rome, trip, world } from './world.ts';

/** No hotel is to be had, so the flight must go back; and the flights cannot cancel either. */
export default scenario('a cancellation that fails is said to have failed, and alerts', {
  family: 'partial-completion',
  points: world,
  system: trip(),
  tasks: [rome],
  plan: [
    refuse({ status: 503 }).at('hotels', { call: 'POST /hotels' }),
    refuse({ status: 503 }).at('flights', { call: 'DELETE /flights/:id' }),
  ],
  checks: [failedUndoIsTold, noOrphans(), recovers()],
  mutants: {
    // The error is swallowed: the trip is reported as cancelled.
    'partial.compensation-fails': {
      system: trip('reportFailedCompensation'),
      by: 'failed-undo-is-told',
    },
  },
  deadline: '10 s',
});
