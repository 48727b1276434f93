import { completes, scenario, slow } from '../../index.ts';
import { rollsBack } from './checks/rolls-back.ts';
import { cluster } from './system.ts';
import { world } from './world.ts';

export default scenario('a rollback can be made while the control plane is saturated', {
  family: 'telemetry',
  points: world,
  system: cluster(),
  tasks: [{ input: { do: 'roll back' } }],
  // Whatever is asked waits longer than anybody does.
  plan: [slow({ ms: 60_000, where: 'request' }).at('control')],
  checks: [rollsBack(['control', 'admin'], 10_000), completes({ within: '15 s' })],
  mutants: {
    'telemetry.break-glass': { system: cluster('breaksGlass'), by: 'rolls-back' },
  },
});
