import { completes, honest, recovers, scenario, slow } from '../../index.ts';
import { sameAnswer } from './checks/same-answer.ts';
import { desk } from './system.ts';
import { handIn, odd, plain } from './world-claims.ts';
import { world } from './world.ts';

/** The same receipt alone, and last in a crowd that keeps the desk busy for a while. */
export default scenario('one receipt gets one answer, however busy the desk is', {
  family: 'code-vs-model',
  points: world,
  system: desk(),
  tasks: [handIn(odd.slice(0, 1), 0), handIn([...plain.slice(0, 4), ...odd], 3)],
  plan: [slow({ ms: 100 }).at('rulebook')],
  checks: [sameAnswer, honest(), completes({ within: 5000 }), recovers({ within: 5000 })],
  mutants: {
    // The prompt says how many claims are open, so that the model may balance the load.
    'code.same-answer': { system: desk('asksOnlyTheClaim'), by: 'same-answer' },
  },
  deadline: '6 s',
});
