import { completes, honest, latency, recovers, scenario, slow } from '../../index.ts';
import { sparesModel } from './checks/spares-model.ts';
import { desk } from './system.ts';
import { ask, popular, purge } from './world-questions.ts';
import { asking } from './world-tasks.ts';
import { world } from './world.ts';

/** Calls that the model bears at the same time. */
const capacity = 4;

/** At the peak, six people at once ask each of six things. */
const peak = Array.from({ length: 6 }, () => popular.slice(0, 6).map(({ text }) => ask(text)));

export default scenario('a purge at the peak does not bring the crowd upon the model', {
  family: 'caching',
  points: world,
  system: desk(),
  tasks: [asking([[purge], peak.flat()]), asking([peak.flat()])],
  // A model that takes its time has time to be overrun.
  plan: [slow({ ms: 30 }).at('model'), latency({ ms: 2, jitterMs: 2 }).at('cache')],
  checks: [
    sparesModel('model', capacity),
    honest({ evidence: ['shop'], cached: 'allowed' }),
    completes({ within: '10 s' }),
    recovers({ within: '10 s' }),
  ],
  mutants: {
    // Each of the crowd asks the model, all at once.
    'cache.stampede': { system: desk('shieldsModel'), by: 'spares-model' },
  },
  deadline: '12 s',
});
