import { expect, test } from 'vitest';
import { hang, refuse } from '../../../faults/index.ts';
import { rootOf } from '../explore/frontier.ts';
import { symmetryOf } from './symmetry.ts';
import type { Node } from '../node.ts';
import type { Observation } from '../observe/observation.ts';
import { observed, struckAt, type Told } from '../observe/observed-fixture.ts';
import { pinned } from '../schedule.ts';

const tasks = ['during-1', 'during-2', 'during-3', 'during-4'];
const calls = tasks.flatMap((task): Told[] => [[`${task} shop look`], [`${task} shop buy`]]);
const root = rootOf(observed(calls));
/** All four tasks met every single fault in the same manner. */
const all = () => symmetryOf(new Map(tasks.map((task) => [task, 'during-1'])));

/** The step that strikes the nth call of a node's run. */
function step(parent: Node, nth: number, fault = hang()) {
  const crossing = parent.observation.crossings[nth];
  if (!crossing) throw new Error(`the run has no call ${nth}`);
  const plan = [...parent.observation.plan, pinned(fault, crossing)];
  return { plan, parent, crossing, fault, isNew: false };
}

const after = (nth: number, seen: Observation = root.observation) =>
  struckAt(root, nth, refuse({ status: 503 }), seen);

test('two faults in one task stand for the same two in a task like it', () => {
  const likes = all();
  expect(likes.hasOther(step(after(0), 1))).toBe(false);
  expect(likes.hasOther(step(after(2), 3))).toBe(true);
  expect(likes.hasOther(step(after(2), 3, refuse({ status: 500 })))).toBe(false);
});

test('asked again, the first of its like is still the first', () => {
  const likes = all();
  const first = step(after(0), 1);
  expect([likes.hasOther(first), likes.hasOther(first)]).toEqual([false, false]);
});

test('a fault in one task and one in another: the tasks alike, whichever they are', () => {
  const likes = all();
  expect(likes.hasOther(step(after(0), 2))).toBe(false);
  expect(likes.hasOther(step(after(0), 4))).toBe(true);
  expect(likes.hasOther(step(after(2), 6))).toBe(true);
  // Another call of that task, or of the one before.
  expect(likes.hasOther(step(after(0), 3))).toBe(false);
  expect(likes.hasOther(step(after(1), 2))).toBe(false);
});

test('a task that the fault before made go otherwise is like none that went as ever', () => {
  const likes = all();
  const failing = calls.map(([words, special], n): Told => {
    return [words, n === 4 ? { ...special, outcome: 'failed' } : { ...special }];
  });
  const one = after(0, observed(failing));
  expect(likes.hasOther(step(one, 2))).toBe(false);
  expect(likes.hasOther(step(one, 5))).toBe(false);
  expect(likes.hasOther(step(one, 7))).toBe(false);
});

test('tasks that met some fault in another manner are not alike', () => {
  const likes = symmetryOf(new Map([['during-3', 'during-3']]));
  expect(likes.hasOther(step(after(0), 1))).toBe(false);
  expect(likes.hasOther(step(after(4), 5))).toBe(false);
});
