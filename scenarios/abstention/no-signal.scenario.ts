import {
  completes,
  garbleJson,
  hang,
  outage,
  recovers,
  scenario,
  wrongShape,
} from '../../index.ts';
import { answersOnlyWith } from './checks.ts';
import { twins } from './tasks.ts';
import { helpDesk, world } from './world.ts';

/** The scorer is down, mute, says NaN, or says it under another name or not at all. */
const silence = [
  outage(),
  hang(),
  garbleJson({ how: 'bare-words' }),
  wrongShape({ how: 'rename' }),
  wrongShape({ how: 'drop' }),
];

export default scenario('where nobody can tell how sure it is, it does not answer', {
  family: 'abstention',
  points: world,
  system: helpDesk(),
  tasks: [twins.answerUnknown.answerable, twins.stale.answerable],
  plan: ({ confidence }, seed) =>
    silence.filter((_, n) => n === seed % silence.length).map((it) => it.at(confidence)),
  phases: ['fault', 'recovery'],
  rest: '1200 ms',
  checks: [answersOnlyWith('confidence'), completes({ within: 5000 }), recovers()],
  mutants: {
    // NaN is not less than the threshold.
    'abstain.no-signal': { system: helpDesk('needsSignal'), by: 'answers-only-with' },
  },
  deadline: '8 s',
});
