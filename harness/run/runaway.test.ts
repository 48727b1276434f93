import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import { outage } from '../../faults/index.ts';
import { bounded } from '../checks/bounded.ts';
import { completes } from '../checks/completes.ts';
import { check } from '../model/trace/checker.ts';
import type { At } from '../model/scenario.ts';
import { eventsOf, type Trace } from '../model/trace/trace.ts';
import { passed } from '../model/trace/verdict.ts';
import { mostCalls } from '../points/gate.ts';
import { api } from '../points/api.ts';
import { inProcess, type Agent } from './in-process.ts';
import { mostEvents, recorder } from './recorder.ts';
import { run } from './run.ts';
import { scenario, type ScenarioOptions } from '../../index.ts';

const sim = { mode: 'sim', seed: 1 } as const;
const options = {
  points: { shop: api([http.get('/price', () => HttpResponse.json({ price: 3 }))]) },
  tasks: [{ input: 'How much?' }],
  plan: [outage().at('shop')],
  checks: [completes(), bounded({ calls: 20 }), check('anything', () => passed)],
};

function claim(agent: (at: At) => Agent, more: Partial<ScenarioOptions> = {}) {
  return scenario('it ends', { ...options, system: inProcess(agent), ...more });
}

const look = async (at: At) => (await fetch(`${at.url('shop')}/price`)).ok;

/** Asks again and again, without a pause. */
const endless = (at: At) => async () => {
  for (;;) if (await look(at)) return { status: 'done' };
};

/** Asks on without waiting for what comes. */
const flooding = (at: At) => async () => {
  if (await look(at)) return { status: 'done' };
  for (;;) {
    void look(at);
    await new Promise((resolve) => setImmediate(resolve));
  }
};

/** Looks at the clock again and again. */
function gaze(): never {
  for (const since = performance.now(); ;) if (performance.now() < since) throw new Error('how?');
}
const gazing = (at: At) => async () => {
  if (await look(at)) return { status: 'done' };
  for (const since = Date.now(); ;) if (Date.now() < since) return null;
};

/** Never yields. */
const spinning = (at: At) => async () => {
  if (await look(at)) return { status: 'done' };
  for (;;);
};

const endOf = (trace: Trace, task: string) =>
  eventsOf(trace, 'task.end').find((end) => end.task === task)?.ending;
const results = (record: Awaited<ReturnType<typeof run>>) =>
  Object.fromEntries(record.verdicts.map(({ check: name, verdict }) => [name, verdict.result]));

describe('a task that runs without end is hung, and fails', () => {
  test('at its deadline, where each call takes its time; the trace is whole, and small', async () => {
    const record = await run(claim(endless), sim);
    expect(endOf(record.trace, 'during-1')).toEqual({ how: 'hung', why: 'runaway' });
    expect(endOf(record.trace, 'after-1')).toMatchObject({ how: 'answered' });
    expect(results(record)).toMatchObject({ completes: 'fail', bounded: 'fail', anything: 'pass' });
    expect(record.trace.truncated).toBeNull();
    expect(record.trace.events.length).toBeLessThan(10_000);
  });

  test.each([
    ['calls', flooding, 'task during-1 made calls without end'],
    ['steps', gazing, 'task during-1 ran on without a pause'],
  ])('at a cap (%s), which the trace names; nothing passes on that', async (_, agent, why) => {
    const record = await run(claim(agent), sim);
    expect(endOf(record.trace, 'during-1')).toEqual({ how: 'hung', why: 'runaway' });
    expect(endOf(record.trace, 'after-1')).toMatchObject({ how: 'answered' });
    expect(record.trace.truncated).toEqual({ dropped: 0, why });
    expect(results(record)).toMatchObject({ completes: 'fail', anything: 'unknown' });
    expect((await run(claim(agent), sim)).trace).toEqual(record.trace);
  });

  test('where it never yields, too', async () => {
    const record = await run(claim(spinning, { phases: ['fault'] }), sim);
    expect(endOf(record.trace, 'during-1')).toEqual({ how: 'hung', why: 'runaway' });
    expect(record.trace.truncated).toMatchObject({ dropped: 0 });
  });

  test('by calls beside its tasks: nothing passes', async () => {
    const flooded = async (at: At) => {
      for (let n = 0; n <= mostCalls; n += 1) void look(at);
      return () => look(at);
    };
    const record = await run(scenario('it ends', { ...options, system: inProcess(flooded) }), sim);
    const why = 'the agent made calls without end beside its tasks';
    expect(record.trace.truncated).toEqual({ dropped: 0, why });
    expect(results(record)).toMatchObject({ anything: 'unknown' });
  });

  test('beside its tasks: nothing passes', async () => {
    const restless = (at: At): Agent => {
      setTimeout(gaze, 10);
      return () => look(at);
    };
    const record = await run(claim(restless, { rest: '1 s' }), sim);
    expect(record.trace.truncated).toMatchObject({
      why: expect.stringMatching(/beside its tasks/),
    });
    expect(results(record)).toMatchObject({ anything: 'unknown' });
  });
});

test.each([
  ['waits for what never comes', () => new Promise<Agent>(() => {}), /never comes/],
  ['runs on', () => gaze(), /without a pause/],
])('an agent that %s while it starts is a clear error', async (_, make, says) => {
  const starting = scenario('it starts', { ...options, system: inProcess(make) });
  await expect(run(starting, sim)).rejects.toThrow(says);
});

test('of more events than a trace holds, the ends of tasks are kept, and what was dropped is counted', () => {
  let nowMs = 0;
  const notes = recorder(
    { nowMs: () => nowMs++, sleep: async () => {} },
    { happening: (happening) => happening },
  );
  const call = { call: 1, point: 'shop', task: 'during-1' };
  for (let n = 0; n < mostEvents + 5; n += 1) {
    notes.record({ ...call, kind: 'effect', does: 'x', id: '', key: '', undoes: false });
  }
  notes.record({ kind: 'task.end', task: 'during-1', ending: { how: 'failed', error: '' } });
  expect(notes.events.length).toBe(mostEvents + 1);
  expect(notes.truncated()).toMatchObject({ dropped: 5 });
  expect(notes.events.at(-1)).toMatchObject({ kind: 'task.end', seq: mostEvents + 5 });
});
