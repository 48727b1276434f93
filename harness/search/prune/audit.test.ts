import { expect, test } from 'vitest';
import { hang, refuse } from '../../../faults/index.ts';
import type { PruneRule } from '../../model/trace/exploration.ts';
import { audit, type Auditing } from './audit.ts';
import { rootOf } from '../explore/frontier.ts';
import type { Node, Step } from '../node.ts';
import { observed, struckAt, type Told } from '../observe/observed-fixture.ts';
import { keyOf, pinned } from '../schedule.ts';

const tasks = ['during-1', 'during-2', 'during-3', 'during-4'];
const calls = tasks.map((task): Told => [`${task} shop look`]);
const root = rootOf(observed(calls));
const parent = struckAt(root, 0, refuse({ status: 503 }), root.observation);
const usual = struckAt(root, 1, hang(), root.observation);
const other = struckAt(root, 1, hang(), observed([...calls, ['during-4 shop buy']]));

/**
 * Steps of one class, at the later tasks; what stands for them is how the run without faults went.
 */
const steps = [1, 2, 3].map((nth) => stepAt(nth, 'converged'));

function stepAt(nth: number, rule: PruneRule): Step {
  const crossing = parent.observation.crossings[nth];
  if (!crossing) throw new Error(`the run has no call ${nth}`);
  const fault = hang();
  const plan = [...parent.observation.plan, pinned(fault, crossing)];
  const pruned = { rule, instead: usual.observation.plan };
  return { plan, parent, crossing, fault, isNew: false, pruned };
}

/** The audit in which each step that is run leads to `node`; which steps were run, in order. */
async function audited(node: Node, isNews: boolean, without: Auditing['without']) {
  const ran: Step[] = [];
  const result = await audit(steps, {
    known: new Map([[keyOf(usual.observation.plan), usual]]),
    run: (some) => {
      ran.push(...some);
      return Promise.resolve(some.map((step) => ({ step, node, isIdle: false, isNews })));
    },
    without,
  });
  return { ...result, ran };
}

const unpruned: Auditing['without'] = (step) => ({ ...step, pruned: null });

test('a rule that holds leaves out what it does, but for one of each class', async () => {
  const { ran, left, refuted } = await audited(usual, false, unpruned);
  expect([ran.length, left.length, refuted]).toEqual([1, 2, 0]);
});

test('where a schedule goes on otherwise than its rule says, the rest of its class is run', async () => {
  const { ran, left, refuted } = await audited(other, false, unpruned);
  expect([ran.length, left.length, refuted]).toEqual([3, 0, 1]);
});

test('what another rule leaves out then is left out, and audited in its turn', async () => {
  const asked: PruneRule[][] = [];
  const {
    ran,
    left,
    audited: count,
  } = await audited(other, false, (step, rules) => {
    asked.push([...rules]);
    return { ...step, pruned: { rule: 'alike', instead: null } };
  });
  expect(asked).toEqual([['converged'], ['converged']]);
  expect([ran.length, left.map(({ pruned }) => pruned?.rule), count]).toEqual([2, ['alike'], 2]);
});

test('where a way to break was hidden, no other rule is asked', async () => {
  const { ran, left } = await audited(usual, true, (step, rules) =>
    rules.has('alike')
      ? { ...step, pruned: null }
      : { ...step, pruned: { rule: 'alike', instead: null } },
  );
  expect([ran.length, left]).toEqual([3, []]);
});
