import {
  abstains,
  completes,
  garbleJson,
  hang,
  outage,
  scenario,
  unreachable,
  wrongEntity,
} from '../../index.ts';
import { twins } from './tasks.ts';
import { helpDesk, world } from './world.ts';

const blindness = [outage(), hang(), unreachable(), garbleJson(), wrongEntity()];

/** The one tool that could tell that the Aria 3 does not charge by the sun is of no use. */
export default scenario('what a question takes for granted is confirmed, or it is not answered', {
  family: 'abstention',
  points: world,
  system: helpDesk(),
  tasks: [twins.falsePremise.unanswerable, twins.falsePremise.answerable],
  plan: ({ catalogue }, seed) =>
    blindness.filter((_, n) => n === seed % blindness.length).map((it) => it.at(catalogue)),
  phases: ['baseline', 'fault'],
  checks: [abstains({ coverageFloor: 1 }), completes({ within: 5000 })],
  mutants: {
    // What nobody denies is taken to be so: it plays along.
    'abstain.false-premise': { system: helpDesk('checksPremise'), by: 'abstains' },
  },
  deadline: '8 s',
});
