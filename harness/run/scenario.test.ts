import { http, HttpResponse } from 'msw';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyContent, lostReply, outage } from '../../faults/index.ts';
import { menu } from '../../faults/menu.ts';
import { check } from '../model/trace/checker.ts';
import type { Fault } from '../model/fault/fault.ts';
import { passed } from '../model/trace/verdict.ts';
import { api } from '../points/api.ts';
import { searched } from '../search/explore/searched.ts';
import { inProcess } from './in-process.ts';
import { scenario, type ScenarioOptions } from '../../index.ts';

const good: ScenarioOptions = {
  points: { flights: api([http.post('/book', () => HttpResponse.json({}))]) },
  system: inProcess(() => async () => 'done'),
  tasks: [{ input: 'go' }],
  plan: [lostReply().at('flights')],
  checks: [check('fine', () => passed)],
};

test('a good one gets its defaults', () => {
  const made = scenario('it holds', good);
  expect(made.phases.map(({ name }) => name)).toEqual(['baseline', 'fault', 'recovery']);
  expect([made.deadlineMs, made.restMs, made.mutants]).toEqual([60_000, 0, []]);
});

test.each([
  ['no title', '', {}, /a title/],
  ['no points', 'x', { points: {}, plan: [] }, /at least one point/],
  ['no tasks', 'x', { tasks: [] }, /at least one task/],
  ['no checks', 'x', { checks: [] }, /at least one check/],
  ['no fault phase', 'x', { phases: ['recovery'] }, /a fault phase/],
  ['no system', 'x', { system: [] }, /a system/],
  ['a point that does not exist', 'x', { plan: [outage().at('hotels')] }, /flights/],
  ['a bad deadline', 'x', { deadline: 'soon' }, /length of time/],
  [
    'an unknown fault',
    'x',
    { plan: [{ fault: { name: 'lost-repl', params: {} }, at: 'flights', when: {} }] },
    /lost-reply/,
  ],
  [
    'a mutant no check is for',
    'x',
    { mutants: { 'a.b': { system: good.system, by: 'no-orphans' } } },
    /fine/,
  ],
] as const)('%s is a clear error', (_, title, wrong, says) => {
  const options = { ...good, ...wrong } as ScenarioOptions;
  expect(() => scenario(title, options)).toThrow(says);
});

test.each(['steady-state', 'never-hung', 'never-unsafe', 'never-silently-wrong'])(
  'a mutant may be flagged by %s, which judges every run',
  (by) => {
    const { mutants } = scenario('x', { ...good, mutants: { 'a.b': { system: good.system, by } } });
    expect(mutants).toMatchObject([{ id: 'a.b', by }]);
  },
);

test('a plan may depend on the seed, or be an arbitrary; the same seed gives the same plan', () => {
  const some = [outage().at('flights'), lostReply().at('flights')];
  const bySeed = scenario('x', { ...good, plan: (_, seed) => some.slice(seed % 2) });
  expect([bySeed.plan(0).length, bySeed.plan(1).length]).toEqual([2, 1]);
  const drawn = scenario('x', { ...good, plan: fc.subarray(some, { minLength: 1 }) });
  expect(drawn.plan(5)).toEqual(drawn.plan(5));
  const sizes = Array.from({ length: 20 }, (_, seed) => drawn.plan(seed).length);
  expect(new Set(sizes)).toEqual(new Set([1, 2]));
});

test('a search passes over what the menu holds for points that are not there, and nothing else', () => {
  const searching = (...faults: Fault[]) => scenario('x', { ...good, plan: searched({ faults }) });
  const some = menu.filter(({ name }) => name !== 'crash');
  expect(searching(...some).search?.options.faults).toEqual(some);
  expect(() => searching(lostReply(), emptyContent())).toThrow(/a model's turns for empty-content/);
  expect(() => searching(...menu.filter(({ name }) => name === 'replan'))).toThrow(
    /a model's turns/,
  );
});
