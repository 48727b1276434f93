import { completes, hang, scenario } from '../../index.ts';
import { unharmed } from './checks/unharmed.ts';
import { cluster } from './system.ts';
import { world } from './world.ts';

export default scenario('users do not notice that nobody takes telemetry', {
  family: 'telemetry',
  points: world,
  system: cluster(),
  tasks: [1, 2, 3].map((item) => ({ input: { do: 'serve', item } })),
  plan: [hang().at('sink')],
  checks: [unharmed(1_000), completes()],
  mutants: {
    'telemetry.sink': { system: cluster('exportsApart'), by: 'unharmed' },
  },
});
