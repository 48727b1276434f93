import { honest, lostReply, noOrphans, recovers, scenario } from '../../index.ts';
import { rome, trip, world } from './world.ts';

/** The hotel is booked each time, and each time the reply is lost. */
export default scenario('a booking whose reply is lost is still taken back', {
  family: 'partial-completion',
  points: world,
  system: trip(),
  tasks: [rome],
  plan: [lostReply().at('hotels', { call: 'POST /hotels' })],
  checks: [noOrphans(), honest(), recovers()],
  mutants: {
    // The way back is put on file only once the booking is known.
    'partial.no-orphan': { system: trip('registerFirst'), by: 'no-orphans' },
  },
  deadline: '10 s',
});
