import { expect, test } from 'vitest';
import { fatalCalls } from './fatal-calls.ts';
import { observed, type Told } from '../observe/observed-fixture.ts';

const look: Told = ['during-1 shop look'];
const again: Told = ['during-1 shop look', { attempt: 2, hits: [1] }];
const lookFails: Told = ['during-1 shop look', { hits: [0] }];
const price: Told = ['during-1 shop price'];
const priceFails: Told = ['during-1 shop price', { hits: [0] }];
const buy: Told = ['during-1 shop buy'];
const buyFails: Told = ['during-1 shop buy', { hits: [0] }];

/** The calls of a run without faults at which a fault ends the task, as these runs show. */
function fatalAfter(...runs: readonly (readonly Told[])[]): readonly string[] {
  const faultless = observed([look, price, buy]);
  const fatal = fatalCalls();
  for (const run of [[look, price, buy], ...runs]) fatal.learn(observed(run));
  return faultless.crossings.filter(fatal.includes).map(({ label }) => label);
}

test('a call is fatal at which a fault ended the task before its last call', () => {
  expect(fatalAfter()).toEqual([]);
  expect(fatalAfter([lookFails])).toEqual(['look']);
  expect(fatalAfter([look, priceFails])).toEqual(['price']);
});

test('it is not where the task went on, or had come to its last call', () => {
  expect(fatalAfter([lookFails, price, buy])).toEqual([]);
  expect(fatalAfter([look, price, buyFails])).toEqual([]);
});

test('a retry that fails, too, is another call; half of the faults are enough', () => {
  expect(fatalAfter([lookFails, again])).toEqual([]);
  expect(fatalAfter([lookFails], [lookFails, price, buy])).toEqual(['look']);
  const goesOn = [lookFails, price, buy];
  expect(fatalAfter([lookFails], goesOn, goesOn)).toEqual([]);
});

test('nor is a way out that nothing follows without a fault either', () => {
  const tell: Told = ['during-1 shop tell'];
  const tellFails: Told = ['during-1 shop tell', { hits: [1] }];
  const [, wayOut] = observed([lookFails, tell]).crossings;
  const fatal = fatalCalls();
  fatal.learn(observed([lookFails, tellFails]));
  fatal.learn(observed([lookFails, tell]));
  expect(fatal.includes(wayOut!)).toBe(false);
  fatal.learn(observed([lookFails, tell, look]));
  expect(fatal.includes(wayOut!)).toBe(true);
});

test('tasks are told apart', () => {
  const other: readonly Told[] = [['during-2 shop look'], ['during-2 shop buy']];
  const faultless = observed([look, ...other]);
  const fatal = fatalCalls();
  fatal.learn(faultless);
  fatal.learn(observed([lookFails, ['during-2 shop look', { hits: [1] }]]));
  expect(fatal.includes(observed(other).crossings[0]!)).toBe(true);
  expect(fatal.includes(observed([look]).crossings[0]!)).toBe(true);
});
