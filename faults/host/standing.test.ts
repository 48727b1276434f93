import { expect, test } from 'vitest';
import { conditionOf } from '../testing/samples.ts';
import { cutNetwork } from './cut-network.ts';
import { kill } from './kill.ts';
import { limitCpu } from './limit-cpu.ts';
import { limitMemory } from './limit-memory.ts';
import { pause } from './pause.ts';
import { restart } from './restart.ts';

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
