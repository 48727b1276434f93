import { completes, crash, exactlyOnce, noOrphans, recovers, scenario } from '../../index.ts';
import { rome, trip, world } from './world.ts';

/** The agent is killed between the booking of the flight and the line in its log that says so. */
export default scenario('an agent killed after it booked does not book again', {
  family: 'partial-completion',
  points: world,
  system: trip(),
  tasks: [rome],
  plan: [crash({ acts: true }).at('flights', { call: 'POST /flights', calls: 1 })],
  checks: [exactlyOnce(), noOrphans(), completes(), recovers()],
  mutants: {
    // The key is put on file only after the call, so the next process draws another one.
    'partial.exactly-once': { system: trip('checkpointBeforeEffect'), by: 'exactly-once' },
  },
  deadline: '10 s',
});
