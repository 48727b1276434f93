import { completes, honest, recovers, refuse, scenario } from '../../index.ts';
import { coolMs, mostFailures } from './agent/cooldown.ts';
import { coolsDown } from './checks/cools-down.ts';
import { routed } from './system.ts';
import { says } from './world-tasks.ts';
import { world } from './world.ts';

/** When callers come who have chosen the cheap model (ms). */
const coming = [0, 0, 150, 700, 700, 1_250, 1_250, 1_550, 1_650, 1_750];

export default scenario(
  'a model that comes and goes is left alone for a while, then tried by one',
  {
    family: 'routing',
    points: world,
    system: routed(),
    atOnce: coming.length,
    tasks: coming.map((after, n) =>
      says('Thank them.', { model: 'swift', tenant: `t${n}`, after }),
    ),
    // It fails, is there for a moment, and fails again.
    plan: ({ swift }) => [
      refuse({ status: 503 }).at(swift, { ms: [0, '1 s'] }),
      refuse({ status: 503 }).at(swift, { ms: ['1400 ms', '5 s'] }),
    ],
    rest: '1500 ms',
    checks: [
      coolsDown('swift', { failures: mostFailures, coolMs }),
      honest({ evidence: ['swift', 'grand'] }),
      completes({ within: '3 s' }),
      recovers(),
    ],
    mutants: {
      // It is asked each time, whatever became of the last.
      'routing.cooldown': { system: routed('coolsDown'), by: 'cools-down' },
    },
    deadline: '6 s',
  },
);
