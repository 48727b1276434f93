import { completes, outage, scenario } from '../../index.ts';
import { servesOn } from './checks/serves-on.ts';
import { cluster } from './system.ts';
import { world } from './world.ts';

export default scenario(
  'users are served while the control plane is down, longer than caches last',
  {
    family: 'telemetry',
    points: world,
    system: cluster(),
    tasks: [{ input: { do: 'run', seconds: 45 } }],
    plan: [outage().at('control')],
    checks: [servesOn('catalog'), completes()],
    mutants: {
      // An endpoint past its time is forgotten, and with it the service.
      'telemetry.static-stability': { system: cluster('servesStale'), by: 'serves-on' },
    },
    deadline: '5 min',
  },
);
