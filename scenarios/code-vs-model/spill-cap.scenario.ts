import { bounded, completes, honest, outage, recovers, scenario } from '../../index.ts';
import { desk } from './system.ts';
import { handIn, hotels } from './world-claims.ts';
import { world } from './world.ts';

/** A dozen claims that rules would settle, and no rules. */
export default scenario('while the rules are down, few claims go to the model in their place', {
  family: 'code-vs-model',
  points: world,
  system: desk(),
  tasks: [handIn(hotels, 0)],
  plan: [outage().at('rulebook')],
  checks: [
    bounded({ calls: 6, point: 'model' }),
    honest(),
    completes({ within: 5000 }),
    recovers({ within: 5000 }),
  ],
  mutants: {
    // All twelve are put to the model.
    'code.spill-cap': { system: desk('capsSpill'), by: 'bounded' },
  },
  deadline: '6 s',
});
