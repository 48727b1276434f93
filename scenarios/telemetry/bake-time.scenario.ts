import { bounded, scenario } from '../../index.ts';
import { heavyVersion } from './agent/node.ts';
import { timing } from './agent/timing.ts';
import { bakes } from './checks/bakes.ts';
import { cluster } from './system.ts';
import { world } from './world.ts';

export default scenario(
  'a rollout waits for what caches hide, and stops before the control plane is full',
  {
    family: 'telemetry',
    points: world,
    system: cluster(),
    tasks: [{ input: { do: 'roll out', version: heavyVersion }, expect: { abstain: true } }],
    plan: [],
    checks: [bakes('control', timing.ttl), bounded({ calls: 5_000, callsPerOp: 5_000 })],
    mutants: {
      // Users are served from caches, so that all looks well until every node has it.
      'telemetry.bake-time': { system: cluster('bakes'), by: 'bake-time' },
    },
    deadline: '20 min',
  },
);
