import { expect, test } from 'vitest';
import { crash } from '../../../faults/index.ts';
import { rootOf } from '../explore/frontier.ts';
import { observed, struckAt, type Told } from '../observe/observed-fixture.ts';

const before: readonly Told[] = [
  ['during-1 shop look'],
  ['during-2 shop look'],
  ['during-2 shop price'],
];
const root = rootOf(observed(before));
const died: readonly Told[] = [
  ['during-1 shop look'],
  ['during-2 shop look'],
  ['during-2 shop price', { outcome: 'unanswered', reply: 'none', effect: 'crash' }],
];
const again: readonly Told[] = [
  ['during-2 shop look', { life: 1, attempt: 2 }],
  ['during-2 shop price', { life: 1, attempt: 2 }],
];
const repeats = (calls: readonly Told[], endings = {}) =>
  struckAt(root, 2, crash(), observed(calls, endings)).repeats;

test('what is done again after a crash is known by what it repeats', () => {
  const seen = [...repeats([...died, ...again])];
  expect(seen.map(([one, other]) => [one.op, one.attempt, other.op, other.attempt])).toEqual([
    ['look', 2, 'look', 1],
    ['price', 2, 'price', 1],
  ]);
});

test('not where it goes on in another way, or ends so', () => {
  expect(repeats([...died, ...again.slice(1)]).size).toBe(0);
  const other: Told = ['during-2 shop look', { life: 1, attempt: 2, reply: 'another' }];
  expect(repeats([...died, other, ...again.slice(1)]).size).toBe(0);
  expect(repeats([...died, ...again], { 'during-2': 'badly' }).size).toBe(0);
});

test('not where it had changed the world before it died', () => {
  const acting = died.map(([words, special]): Told => [words, { ...special, acts: true }]);
  expect(repeats([...acting, ...again]).size).toBe(0);
});
