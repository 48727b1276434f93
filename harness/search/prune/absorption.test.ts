import { expect, test } from 'vitest';
import { refuse } from '../../../faults/index.ts';
import { goesOnAs } from './absorption.ts';
import { rootOf } from '../explore/frontier.ts';
import { observed, struckAt, type Told } from '../observe/observed-fixture.ts';

const [look, price, buy] = [
  'during-1 shop look',
  'during-1 shop price',
  'during-1 shop buy',
] as const;
const refused: Told = [look, { outcome: 'failed', reply: 'no' }];
const retried: Told = [look, { attempt: 2 }];
const root = rootOf(observed([[look], [price], [buy]]));
const after = (calls: readonly Told[], endings = {}) =>
  struckAt(root, 0, refuse({ status: 503 }), observed(calls, endings));

test('a fault is absorbed where all but a retry of its call goes on as without it', () => {
  expect(after([refused, retried, [price], [buy]]).isAbsorbed).toBe(true);
  expect(after([refused, [price, { reply: 'more' }], [buy]]).isAbsorbed).toBe(false);
  expect(after([refused, [price]]).isAbsorbed).toBe(false);
  expect(after([refused, [price], [buy]], { 'during-1': 'badly' }).isAbsorbed).toBe(false);
});

/** A run struck at its second call, after whatever came before. */
const pair = (before: readonly Told[], since: readonly Told[], endings = {}) => ({
  observation: observed([...before, [price, { reply: 'no' }], ...since], endings),
  hit: before.length,
});
const before = root.observation.crossings[0];
if (!before) throw new Error('the run has a first call');

test('two runs go on alike whatever was tried before, and however often', () => {
  const alone = pair([[look]], [[price, { attempt: 2 }], [buy]]);
  expect(goesOnAs(pair([refused, retried], [[price, { attempt: 2 }], [buy]]), alone, before)).toBe(
    true,
  );
  expect(goesOnAs(pair([refused], [retried, [price, { attempt: 3 }], [buy]]), alone, before)).toBe(
    true,
  );
});

test('not where a reply, a call or the end is another', () => {
  const alone = pair([[look]], [[buy]]);
  expect(goesOnAs(pair([refused], [[buy, { reply: 'dear' }]]), alone, before)).toBe(false);
  expect(goesOnAs(pair([refused], [[price, { attempt: 2 }], [buy]]), alone, before)).toBe(false);
  expect(goesOnAs(pair([refused], [[buy]], { 'during-1': 'badly' }), alone, before)).toBe(false);
});

test('how a task ended that was over by then does not count', () => {
  const other: Told = ['during-0 shop look'];
  const one = pair([other, [look]], [[buy]], { 'during-0': 'well' });
  const two = pair([other, refused], [[buy]], { 'during-0': 'badly' });
  expect(goesOnAs(one, two, before)).toBe(true);
});
