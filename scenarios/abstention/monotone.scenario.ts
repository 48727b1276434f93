import {
  completes,
  contradictory,
  emptyForMany,
  outage,
  scenario,
  stale,
  wrongEntity,
} from '../../index.ts';
import { monotone } from './checks.ts';
import { twins } from './tasks.ts';
import { helpDesk, world } from './world.ts';

const ageMs = 500 * 86_400_000;

/** Ways to lose the second source of an answer. */
const losses = [emptyForMany(), outage(), wrongEntity(), stale({ ageMs }), contradictory()];

export default scenario('with less evidence it is never surer than before', {
  family: 'abstention',
  points: world,
  system: helpDesk(),
  tasks: [twins.answerUnknown.answerable, twins.noContext.answerable],
  plan: ({ bulletins }, seed) =>
    losses.filter((_, n) => n === seed % losses.length).map((it) => it.at(bulletins)),
  phases: ['baseline', 'fault'],
  checks: [monotone, completes({ within: 5000 })],
  mutants: {
    // The scorer's mean rises when the weaker passage is gone.
    'abstain.monotone': { system: helpDesk('weighsEvidence'), by: 'monotone' },
  },
  deadline: '8 s',
});
