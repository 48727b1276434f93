import { expect, test } from 'vitest';
import { hang, refuse } from '../../../faults/index.ts';
import { rootOf } from '../explore/frontier.ts';
import { convergence } from './convergence.ts';
import type { Broken } from '../node.ts';
import { observed, struckAt } from '../observe/observed-fixture.ts';
import type { Observation } from '../observe/observation.ts';

const first = ['during-1 shop look', 'during-1 shop buy'] as const;
const second = 'during-2 shop look';
const third = 'during-3 shop look';
const root = rootOf(observed([[first[0]], [first[1]], [second], [third]]));
/** A run in which the later tasks get these replies. */
const with2and3 = (two: string, three: string, endings: Record<string, string> = {}) =>
  observed([[first[0]], [first[1]], [second, { reply: two }], [third, { reply: three }]], endings);
const after = (nth: number, seen: Observation) =>
  struckAt(root, nth, refuse({ status: 503 }), seen);

test('of two schedules that come to the same rest the earlier stands for the later', () => {
  const [one, other] = [after(0, with2and3('no', 'no')), after(1, with2and3('no', 'no'))];
  const met = convergence(root);
  met.add([one, other]);
  expect(met.inPlaceOf(other, 'during-2', false)).toBe(one);
  expect(met.inPlaceOf(one, 'during-2', false)).toBeNull();
});

test('the run without faults stands for what goes on as it does, from that task on', () => {
  const one = after(0, with2and3('no', 'fine'));
  const met = convergence(root);
  met.add([one]);
  expect(met.inPlaceOf(one, 'during-2', false)).toBeNull();
  expect(met.inPlaceOf(one, 'during-3', false)).toBe(root);
});

test('how a task ended counts where it was not over, not where it was', () => {
  const one = after(0, with2and3('fine', 'fine', { 'during-1': 'badly' }));
  const other = after(0, with2and3('fine', 'fine', { 'during-3': 'badly' }));
  const met = convergence(root);
  met.add([one, other]);
  expect(met.inPlaceOf(one, 'during-2', false)).toBe(root);
  expect(met.inPlaceOf(other, 'during-2', false)).toBeNull();
});

test('its own task is never left out, nor one that overlaps it', () => {
  const overlapping = rootOf(observed([[first[0]], [second], [first[1]], [third]]));
  const one = struckAt(overlapping, 0, hang(), overlapping.observation);
  const met = convergence(overlapping);
  met.add([one]);
  expect(met.inPlaceOf(one, 'during-1', false)).toBeNull();
  expect(met.inPlaceOf(one, 'during-2', false)).toBeNull();
  expect(met.inPlaceOf(one, 'during-3', false)).toBe(overlapping);
});

test('one that took little time does not stand for one that is dear', () => {
  const slow = { ...after(0, with2and3('fine', 'fine')), isCostly: true };
  const other = { ...after(1, with2and3('fine', 'fine')), isCostly: true };
  const met = convergence(root);
  met.add([slow, other]);
  expect(met.inPlaceOf(slow, 'during-2', true)).toBeNull();
  expect(met.inPlaceOf(other, 'during-2', true)).toBe(slow);
});

test('one that broke a check does not stand for one that did not: it would hide what is new', () => {
  const breaks = (nth: number, broken: Broken) => ({
    ...after(nth, with2and3('no', 'no')),
    broken,
  });
  const gravely = breaks(0, new Map([['exactly-once', 8]]));
  const others = [breaks(1, new Map()), breaks(1, new Map([['exactly-once', 5]]))];
  for (const other of others) {
    const met = convergence(root);
    met.add([gravely, other]);
    expect(met.inPlaceOf(other, 'during-2', false)).toBeNull();
  }
  const asGravely = breaks(1, new Map([['exactly-once', 8]]));
  const met = convergence(root);
  met.add([gravely, asGravely]);
  expect(met.inPlaceOf(asGravely, 'during-2', false)).toBe(gravely);
});
