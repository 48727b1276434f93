import { expect, test } from 'vitest';
import { crash, hang, stale } from '../../../faults/index.ts';
import { defineFault } from '../../plans/define.ts';
import type { Fault } from '../../model/fault/fault.ts';
import { observed } from '../observe/observed-fixture.ts';
import { outages } from './outages.ts';

const { crossings } = observed([['during-1 shop look'], ['during-1 shop buy']]);
const struckBy = (...faults: readonly Fault[]) =>
  outages(crossings, faults).flatMap(({ plan }) => plan.map(({ fault }) => fault.name));

test('no fault that kills is tried at every call, also none of a user of their own', () => {
  const own = (harm: 'dies' | 'late') =>
    defineFault({
      name: 'out-of-memory',
      about: 'The agent runs out of memory.',
      harm,
      effect: () => ({ kind: 'crash', acts: false }),
    })();
  expect(new Set(struckBy(crash(), own('dies'), hang()))).toEqual(new Set(['hang']));
  expect(struckBy(own('late'))).toContain('out-of-memory');
});

test('a fault of values is tried all the time at a point of a kind of a user of their own', () => {
  const desk = { has: ['request', 'value'] } as const;
  const { crossings: asked } = observed([['during-1 desk look', desk]]);
  const abouts = outages(asked, [stale()]).map(({ about }) => about.split(':')[0]);
  expect(abouts).toContain('everywhere, all the time');
  expect(abouts).toContain('from call 1 of each point on');
});
