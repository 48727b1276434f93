import { expect, test } from 'vitest';
import { conditionOf } from '../testing/samples.ts';
import { cutNetwork, kill, limitCpu, limitMemory, pause, restart } from './hosts.ts';

test.each([
  [kill(), { does: 'kill' }],
  [pause(), { does: 'pause' }],
  [restart(), { does: 'restart' }],
  [cutNetwork(), { does: 'cut-network' }],
  [limitCpu({ cpus: 0.5 }), { does: 'limit', cpus: 0.5, memoryMb: null }],
  [limitMemory({ memoryMb: 64 }), { does: 'limit', cpus: null, memoryMb: 64 }],
])('$name does to a host what it says', (fault, condition) => {
  expect(conditionOf(fault)).toEqual({ on: 'host', ...condition });
});
