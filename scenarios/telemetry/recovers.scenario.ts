import { completes, scenario, slow } from '../../index.ts';
import { comesBack } from './checks/comes-back.ts';
import { cluster } from './system.ts';
import { world } from './world.ts';

export default scenario('the control plane comes back once what slowed it down has gone', {
  family: 'telemetry',
  points: world,
  system: cluster(),
  tasks: [{ input: { do: 'run', seconds: 60 } }],
  plan: [slow({ ms: 2_000, where: 'request' }).at('control')],
  checks: [comesBack('control', 40_000), completes()],
  mutants: {
    // Callers leave, what they asked for stays in the queue, and they ask again.
    'telemetry.recovers': { system: cluster('backsOff'), by: 'comes-back' },
  },
  deadline: '5 min',
});
