import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import { slow } from '../../../faults/index.ts';
import { completes } from '../../checks/completes.ts';
import { eventsOf } from '../../model/trace/trace.ts';
import { api } from '../../points/api.ts';
import { inProcess } from '../in-process.ts';
import { lateness, mostLateMs } from './lateness.ts';
import { run } from '../run.ts';
import { scenario } from '../../../index.ts';

function rig() {
  const now = { nowMs: 0, wallMs: 0, workedMs: 0 };
  let tick = () => {};
  const watch = lateness({
    nowMs: () => now.nowMs,
    wallMs: () => now.wallMs,
    workedMs: () => now.workedMs,
    every: (_, call) => {
      tick = call;
      return () => {};
    },
  });
  const pass = (byMs: number, { wallMs = byMs, workedMs = 0 } = {}) => {
    now.nowMs += byMs;
    now.wallMs += wallMs;
    now.workedMs += workedMs;
  };
  return { watch, pass, tick: () => tick() };
}

describe('lateness', () => {
  test('is what timers come late, from the moment that they could', () => {
    const { watch, pass, tick } = rig();
    for (let n = 0; n < 50; n += 1) {
      pass(120);
      tick();
    }
    expect(watch.soFarMs()).toBe(0);
    pass(15_100);
    expect(watch.soFarMs()).toBe(15_000);
    tick();
    expect(watch.soFarMs()).toBe(15_000);
    pass(1_100);
    tick();
    expect(watch.soFarMs()).toBe(16_000);
  });

  test('counts a machine that was suspended, whose own clock stood still', () => {
    const { watch, pass, tick } = rig();
    pass(100, { wallMs: 60_100 });
    tick();
    expect(watch.soFarMs()).toBe(60_000);
  });

  test('does not count work of this process: an agent in it does not yield', () => {
    const { watch, pass, tick } = rig();
    pass(5_000, { workedMs: 4_950 });
    tick();
    expect(watch.soFarMs()).toBe(0);
  });

  test('has a bound by the deadline, and never a short one', () => {
    expect([mostLateMs(60_000), mostLateMs(1_000)]).toEqual([6_000, 500]);
  });
});

/** Stands still, without work, as a process does that is stopped. */
const stop = (ms: number) => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
};

function claim(isStopped: (nth: number) => boolean) {
  let asked = 0;
  const points = { shop: api([http.get('/price', () => HttpResponse.json({ price: 3 }))]) };
  const system = inProcess((at) => async () => {
    asked += 1;
    // A step apart, so that what stands still is not the one who asks.
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (isStopped(asked)) stop(2_500);
    const { ok } = await fetch(`${at.url('shop')}/price`);
    return { status: ok ? 'done' : 'failed' };
  });
  const checks = [completes()];
  const plan = [slow({ ms: 1 }).at('shop')];
  const options = { points, system, tasks: [{ input: 'go' }], plan, checks };
  return scenario('x', { ...options, phases: ['fault'], deadline: '1 s' });
}

describe('a run on the wire in which the harness was stopped past a deadline', () => {
  const wire = { mode: 'wire', seed: 1 } as const;

  test('is run again', async () => {
    const { result, trace } = await run(
      claim((nth) => nth === 1),
      wire,
    );
    expect(result).toBe('pass');
    expect(eventsOf(trace, 'harness.late')).toEqual([]);
  });

  test('is inconclusive where that comes again: what failed shows nothing', async () => {
    const { verdicts, trace } = await run(
      claim(() => true),
      wire,
    );
    const [late] = eventsOf(trace, 'harness.late');
    expect(late).toMatchObject({ task: 'during-1' });
    expect(verdicts.find(({ check }) => check === 'completes')?.verdict).toMatchObject({
      result: 'unknown',
      reason: expect.stringMatching(/could do nothing for \d\.\d s of task during-1/),
    });
    expect(verdicts.filter(({ verdict }) => verdict.result === 'fail')).toEqual([]);
  });
});
