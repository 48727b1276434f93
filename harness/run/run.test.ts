import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import { lostReply } from '../../faults/index.ts';
import { check } from '../model/trace/checker.ts';
import type { Task } from '../model/scenario.ts';
import { eventsOf } from '../model/trace/trace.ts';
import { passed } from '../model/trace/verdict.ts';
import { completes } from '../checks/completes.ts';
import { api } from '../points/api.ts';
import { inProcess, type Agent } from './in-process.ts';
import { run } from './run.ts';
import { scenario, type ScenarioOptions } from '../../index.ts';

const options: ScenarioOptions = {
  points: { tool: api([http.get('/look', () => HttpResponse.json({ seen: true }))]) },
  system: inProcess((at) => async () => {
    await fetch(`${at.url('tool')}/look`).catch(() => null);
    return 'done';
  }),
  tasks: [{ input: 'go' }],
  plan: [lostReply().at('tool')],
  checks: [completes()],
};
const sim = { mode: 'sim', seed: 1 } as const;

describe('a run', () => {
  test('goes through baseline, fault and recovery, with the plan armed in the fault phase alone', async () => {
    const { trace, result } = await run(scenario('it holds', options), sim);
    const kinds = trace.events.filter(({ kind }) => /phase|fault/.test(kind));
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'phase',
      'phase',
      'fault.on',
      'fault.hit',
      'fault.off',
      'phase',
    ]);
    expect(result).toBe('pass');
  });

  test('needs no options: sim where it can run there, and seed 1', async () => {
    const record = await run(scenario('it holds', options));
    expect(record.trace).toEqual((await run(scenario('it holds', options), sim)).trace);
    const plan = [lostReply().at('tool', { calls: 2 })];
    expect((await run(scenario('it holds', options), { plan })).trace).toMatchObject({
      plan,
      seed: 1,
    });
    const system = { ...inProcess(() => async () => 'done'), modes: ['wire'] as const };
    const mutants = { 'it.wire': { system, by: 'completes' } };
    const onWire = run(scenario('it holds', { ...options, mutants }), { variant: 'it.wire' });
    expect((await onWire).trace.mode).toBe('wire');
  });

  test('whose tool throws ends with that, also after the last task has ended', async () => {
    const late = http.get('/look', async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      throw new Error('a mistake in the mock');
    });
    const forgetful = inProcess((at) => async () => {
      fetch(`${at.url('tool')}/look`).catch(() => null);
      return 'done';
    });
    const points = { tool: api([late]) };
    const asked = scenario('x', { ...options, points, system: forgetful, phases: ['fault'] });
    await expect(run(asked, sim)).rejects.toThrow('a mistake in the mock');
  });

  test('whose fault never struck, or whose check throws, is unknown', async () => {
    const missed = scenario('x', { ...options, plan: [lostReply().at('tool', { calls: 9 })] });
    expect((await run(missed, sim)).result).toBe('unknown');
    const broken = check('broken', () => {
      throw new Error('oh');
    });
    const { verdicts } = await run(scenario('x', { ...options, checks: [broken] }), sim);
    expect(verdicts[1]?.verdict).toEqual({ result: 'unknown', reason: 'the check threw: oh' });
  });

  test.each<[string, Agent, Task['expect']]>([
    ['fails', () => Promise.reject(new Error('no key')), {}],
    ['never answers', () => new Promise(() => {}), {}],
    ['is wrong', async () => 'no', { answer: 'yes' }],
    ['leaves nothing', async () => 'done', { effects: { 'GET /look': 1 } }],
  ])('of an agent that %s without faults ends with that', async (_, agent, expected) => {
    const look = [http.get('/look', () => HttpResponse.json({}))];
    const broken = scenario('x', {
      ...options,
      points: { tool: api(look, { effects: ['GET /look'] }) },
      tasks: [{ input: 'one', expect: expected ?? {} }, { input: 'two' }],
      system: inProcess(() => agent),
      checks: [check('fine', () => passed), completes()],
    });
    const { verdicts, trace, result } = await run(broken, sim);
    expect(result).toBe('fail');
    const ended = { result: 'unknown', reason: expect.stringMatching(/ended after its baseline/) };
    expect(verdicts.slice(0, 3)).toMatchObject([
      { check: 'steady-state', verdict: { result: 'fail' } },
      { check: 'fine', verdict: ended },
      { check: 'completes', verdict: ended },
    ]);
    expect(eventsOf(trace, 'phase').map(({ phase }) => phase)).toEqual(['baseline']);
    expect(eventsOf(trace, 'task.end')).toHaveLength(2);
  });
});

const nested = (depth: number) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown;

test.each([
  ['a circle', (): Record<string, unknown> => ({}), /circular/i],
  ['a bigint', () => ({ n: 1n }), /BigInt/],
  ['a thousand lists', () => ({ a: nested(1_000) }), /nested deeper than 512/],
  ['a hundred thousand', () => ({ a: nested(100_000) }), /nested deeper than 512/],
])('an answer that is no JSON (%s) is the failure of its task', async (name, make, says) => {
  const answer: Record<string, unknown> = make();
  if (name === 'a circle') answer['self'] = answer;
  const system = inProcess(() => async () => answer);
  const { trace } = await run(scenario('x', { ...options, system, phases: ['fault'] }), sim);
  const end = trace.events.find(({ kind }) => kind === 'task.end');
  expect(end).toMatchObject({ ending: { how: 'failed', error: expect.stringMatching(says) } });
});

test.each([
  ['a plan for no such point', { plan: [lostReply().at('tol')] }, /tool/],
  ['a variant that is not there', { variant: 'x.y' }, /careful/],
  ['a mode its system cannot run in', { mode: 'wire' as const }, /wire/],
])('%s is a clear error', async (_, wrong, says) => {
  const simOnly = { ...inProcess(() => async () => 'done'), modes: ['sim'] as const };
  const holds = scenario('x', { ...options, system: simOnly });
  await expect(run(holds, { ...sim, ...wrong })).rejects.toThrow(says);
});

test('a system that throws on start is a clear error', async () => {
  const system = inProcess(() => {
    throw new Error('no settings');
  });
  const holds = scenario('x', { ...options, system });
  await expect(run(holds, sim)).rejects.toMatchObject({ code: 'system-died' });
});
