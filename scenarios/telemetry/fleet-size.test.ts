import { expect, it } from 'vitest';
import { completes, readTasks, run, scenario, type System } from '../../index.ts';
import { loadPerNode } from './checks/load-per-node.ts';
import { cluster } from './system.ts';
import { world } from './world.ts';

function starting(system: System, sizes: readonly number[]) {
  return scenario(`clusters of ${sizes.join(', ')} nodes`, {
    points: world,
    system,
    tasks: sizes.map((nodes) => ({ input: { do: 'start', nodes } })),
    plan: [],
    phases: ['fault'],
    checks: [loadPerNode('control', 1), completes()],
    deadline: '20 min',
  });
}

/** Calls of the control plane for each node, by the size of the cluster. */
async function slope(system: System, sizes: readonly number[]) {
  const { trace } = await run(starting(system, sizes), { mode: 'sim', seed: 1 });
  return readTasks(trace)
    .tasks.filter(({ role }) => role === 'during')
    .map(({ calls }, index) => calls.length / (sizes[index] ?? 1));
}

it('costs the control plane one read a node, from 10 to 5,000 nodes', async () => {
  expect(await slope(cluster(), [10, 100, 1_000, 5_000])).toEqual([1, 1, 1, 1]);
});

it('costs as many reads a node as there are nodes where each reads all', async () => {
  expect(await slope(cluster('readsOwnNode'), [10, 40])).toEqual([10, 40]);
});
