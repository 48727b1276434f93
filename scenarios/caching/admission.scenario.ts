import { cleanCut, completes, honest, latency, outage, recovers, scenario } from '../../index.ts';
import { keepsOnlyGood } from './checks/keeps-only-good.ts';
import { desk } from './system.ts';
import { ask, purge } from './world-questions.ts';
import { asking } from './world-tasks.ts';
import { world } from './world.ts';

/**
 * Each fails in its own way when it is asked first: the stock is down, the stream cut, the model
 * down.
 */
const questions = ['Is P2 in stock?', 'When do you open?', 'May dogs come into the shop?'];
const rounds = questions.map((text) => [ask(text)]);

export default scenario('what came out wrong once is not served again', {
  family: 'caching',
  points: world,
  system: desk(),
  tasks: [asking([[purge], ...rounds]), asking(rounds), asking(rounds)],
  // Of the model's calls, the fourth words the opening hours: a plan and an answer for each
  // question.
  plan: [
    outage().at('shop', { call: 'GET /:tenant/stock/:sku', task: 'during-1' }),
    cleanCut({ afterFrames: 4 }).at('model', { task: 'during-1', calls: 4 }),
    outage().at('model', { task: 'during-1', calls: [6, 9] }),
    latency({ ms: 2, jitterMs: 2 }).at('cache'),
  ],
  checks: [
    keepsOnlyGood,
    honest({ evidence: ['shop'], cached: 'allowed' }),
    completes({ within: '10 s' }),
    recovers(),
  ],
  mutants: {
    // Whatever it answered is kept.
    'cache.admission': { system: desk('admitsOnlyGood'), by: 'keeps-only-good' },
  },
  deadline: '12 s',
});
