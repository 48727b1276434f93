import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Call } from '../model/call.ts';
import type { CallKind } from '../model/fault/fault.ts';
import type { Plan, Strike } from '../model/fault/plan.ts';
import { armed } from './armed.ts';

/** Answers with the number it drew. */
const kind: CallKind = {
  name: 'drawn',
  layer: 'call',
  about: 'Says what it drew.',
  params: z.object({}),
  needs: ['request'],
  harm: 'false',
  effect: (_, __, { draw }) => ({ kind: 'forge', how: 'drawn', meaning: draw() }),
};

const call: Call = {
  id: 1,
  point: 'shop',
  label: 'GET /price',
  site: { op: 'GET /price#1', attempt: 1 },
  task: 'during-1',
  acts: false,
  incoming: { method: 'GET', path: '/price', headers: {}, body: '' },
  input: null,
};

const strike = (when: Strike['when'] = {}): Strike => ({
  fault: { name: 'drawn', params: {} },
  at: 'shop',
  when,
});

function drawnBy(plan: Plan, index: number): unknown {
  const one = plan[index];
  if (!one) throw new Error('no such strike');
  const arms = armed({ plan, index, strike: one, kind, seed: 7, sinceMs: 0, firstCallMs: () => 0 });
  return arms.strike(call, { nowMs: 0, lastGood: undefined, alongside: 0 })?.effect;
}

test('a strike draws the same whichever others are in the plan', () => {
  const [one, other] = [strike({ task: 'during-1' }), strike({ call: 'GET /price' })];
  expect(drawnBy([other, one], 1)).toEqual(drawnBy([one], 0));
  expect(drawnBy([one, other], 0)).toEqual(drawnBy([one], 0));
  expect(drawnBy([one, other], 1)).not.toEqual(drawnBy([one], 0));
});

test('equal strikes draw each their own', () => {
  const plan = [strike(), strike()];
  expect(drawnBy(plan, 1)).not.toEqual(drawnBy(plan, 0));
});
