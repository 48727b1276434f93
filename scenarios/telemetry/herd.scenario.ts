import { completes, outage, scenario } from '../../index.ts';
import { noHerd } from './checks/no-herd.ts';
import { cluster } from './system.ts';
import { world } from './world.ts';

export default scenario('what was looked up together is not looked up again together', {
  family: 'telemetry',
  points: world,
  system: cluster(),
  // Every node starts in the same moment.
  tasks: [{ input: { do: 'run', seconds: 60 } }],
  plan: [outage().at('control', { ms: ['5 s', '15 s'] })],
  checks: [noHerd('control', 'GET /endpoints/:service', 14), completes()],
  mutants: {
    'telemetry.herd': { system: cluster('spreadsRefill'), by: 'no-herd' },
  },
  deadline: '5 min',
});
