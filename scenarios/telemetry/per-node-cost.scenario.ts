import { completes, scenario } from '../../index.ts';
import { loadPerNode } from './checks/load-per-node.ts';
import { cluster } from './system.ts';
import { world } from './world.ts';

/** Staging, a small cluster, and a large one. */
const sizes = [4, 12, 36];

export default scenario('what a node costs the control plane does not grow with the cluster', {
  family: 'telemetry',
  points: world,
  system: cluster(),
  tasks: sizes.map((nodes) => ({ input: { do: 'start', nodes } })),
  plan: [],
  checks: [loadPerNode('control', 1), completes()],
  // Every node reads the list of all nodes: four reads in staging, thirty-six where it counts.
  mutants: {
    'telemetry.per-node-cost': { system: cluster('readsOwnNode'), by: 'load-per-node' },
  },
});
