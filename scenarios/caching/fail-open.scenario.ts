import {
  blackHole,
  completes,
  honest,
  latency,
  linkDown,
  outage,
  recovers,
  resetPeer,
  scenario,
} from '../../index.ts';
import { failsOpen } from './checks/fails-open.ts';
import { desk } from './system.ts';
import { blindRequests } from './agent/tickets.ts';
import { ask, popular } from './world-questions.ts';
import { asking } from './world-tasks.ts';
import { world } from './world.ts';

/** Four ways in which a cache can be away. */
const away = [linkDown(), blackHole(), resetPeer(), latency({ ms: 5000 })];

export default scenario('without its caches the desk goes on, with as many as the model can bear', {
  family: 'caching',
  points: world,
  system: desk(),
  tasks: [asking([popular.map(({ text }) => ask(text))])],
  plan: ({ cache, embedder }, seed) => [
    (away[seed % away.length] ?? linkDown()).at(cache),
    outage().at(embedder),
  ],
  // Until the cache is tried again, and the model may take on more.
  rest: '150 ms',
  checks: [
    failsOpen({ point: 'model', ...blindRequests, callsPerRequest: 2 }),
    honest({ evidence: ['shop'], cached: 'allowed' }),
    completes({ within: '10 s' }),
    recovers(),
  ],
  mutants: {
    // A cache that is away is an error like any other.
    'cache.fail-open': { system: desk('failsOpen'), by: 'fails-open' },
  },
  deadline: '12 s',
});
