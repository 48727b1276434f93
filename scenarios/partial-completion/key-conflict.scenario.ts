import { lostReply, noOrphans, recovers, scenario } from '../../index.ts';
import { keyConflict } from './checks.ts';
import { rome, trip, world } from './world.ts';

const flexible = { ...rome, input: `${String(rome.input)} Any other hotel will do.` };

/** The first hotel is booked, unheard; the model asks for another one, under the same key. */
export default scenario('one key is never used for two requests', {
  family: 'partial-completion',
  points: world,
  system: trip(),
  tasks: [flexible],
  plan: [lostReply().at('hotels', { call: 'POST /hotels', calls: [1, 2] })],
  checks: [keyConflict, noOrphans(), recovers()],
  mutants: {
    // The service answers with the first hotel, and the agent hands it out as the second.
    'partial.key-conflict': { system: trip('detectKeyConflict'), by: 'key-conflict' },
  },
  deadline: '10 s',
});
