import { expect, test } from 'vitest';
import type { Plan, Strike } from '../model/fault/plan.ts';
import { catalogue } from '../../faults/catalogue.ts';
import { checkPlan, type Aimable } from './check-plan.ts';

const points: Readonly<Record<string, Aimable>> = {
  model: { kind: 'model', has: ['request', 'turn'] },
  flights: {
    kind: 'api',
    has: ['request', 'value', 'memory'],
    labels: () => ['GET /search', 'POST /book'],
  },
  db: { kind: 'link', has: ['bytes'] },
};

const targets = { points, faults: catalogue };

const strike = (name: string, over: Partial<Strike> = {}, params: Strike['fault']['params'] = {}) =>
  ({ fault: { name, params }, at: 'flights', when: {}, ...over }) satisfies Strike;

const wrong = (plan: Plan): unknown => {
  try {
    return checkPlan(plan, targets);
  } catch (error) {
    return error;
  }
};

test('a plan in order comes back with every default written out', () => {
  const plan = [strike('slow', { when: { call: 'POST /book', calls: [1, 2] } }, { ms: 9 })];
  expect(checkPlan(plan, targets)).toEqual([
    {
      fault: { name: 'slow', params: { ms: 9, where: 'reply' } },
      at: 'flights',
      when: { call: 'POST /book', calls: [1, 2] },
    },
  ]);
  expect(checkPlan([], targets)).toEqual([]);
});

test.each<[string, Strike, object]>([
  [
    'a fault there is not',
    strike('lost-replies'),
    { code: 'unknown-fault', fix: expect.stringContaining('Did you mean lost-reply?') },
  ],
  [
    'a bad parameter',
    strike('slow', {}, { ms: 'long' }),
    { code: 'bad-fault', expected: expect.stringContaining('slow to have ms') },
  ],
  [
    'a point there is not',
    strike('slow', { at: 'flight' }),
    {
      code: 'unknown-point',
      expected: 'a point of the scenario: model, flights, db',
      fix: expect.stringContaining('Did you mean flights?'),
    },
  ],
  ['a point named like a method', strike('slow', { at: 'toString' }), { code: 'unknown-point' }],
  [
    'a point it cannot strike',
    strike('stale', { at: 'model' }),
    { code: 'bad-plan', got: 'model, which is of kind model' },
  ],
  [
    'a target that can never match',
    strike('slow', { when: { ms: [9, 1] } }),
    { code: 'bad-plan', expected: expect.stringContaining('strike 1, slow at flights') },
  ],
  [
    'a call the point does not have',
    strike('slow', { when: { call: 'POST /books' } }),
    { code: 'bad-plan', expected: 'a call of flights: GET /search, POST /book' },
  ],
  [
    'a fault of links aimed at a tool',
    strike('latency'),
    {
      code: 'bad-plan',
      expected: 'latency to be aimed at a point that has the bytes of a TCP link',
    },
  ],
  [
    'a fault that is on for a time aimed at one call',
    strike('latency', { at: 'db', when: { calls: 2 } }),
    { code: 'bad-plan', expected: expect.stringContaining('ms or chance'), got: '{"calls":2}' },
  ],
  [
    'a turn aimed at a tool',
    strike('slow', { when: { turn: 2 } }),
    { code: 'bad-plan', got: '{"turn":2} at flights, which is of kind api' },
  ],
  [
    'turns backwards',
    strike('slow', { at: 'model', when: { turn: [3, 1] } }),
    { code: 'bad-plan', expected: expect.stringContaining('`turn` as the number') },
  ],
  [
    'the first call without a window',
    strike('slow', { when: { from: 'first call' } }),
    { code: 'bad-plan', expected: expect.stringContaining("'first call', with `ms`") },
  ],
])('turns down %s', (_, one, says) => {
  expect(wrong([one])).toMatchObject(says);
});

test('any label goes where the labels are not known', () => {
  const plan = [strike('slow', { at: 'model', when: { call: 'chat' } })];
  expect(checkPlan(plan, targets)).toHaveLength(1);
});
