import { expect, it } from 'vitest';
import { unknown } from '../harness/model/trace/verdict.ts';
import { reporters } from './index.ts';
import type { RunRecord } from '../harness/model/trace/run-record.ts';
import { isIdle } from './summary/verdicts.ts';
import { summarize } from './summary/summarize.ts';
import { sampleMeta, sampleRun } from './testing/sample-runs.ts';

const verdicts = [{ check: 'completes', verdict: unknown('the fault never struck: slow at shop') }];
const isDrawn = (run: RunRecord) => ({ ...run, trace: { ...run.trace, drawn: true as const } });
const struckNothing = (seed = 1) =>
  isDrawn(sampleRun({ seed, events: [], verdicts, outcomes: [] }));

it('a run is idle where luck alone had it that nothing struck', () => {
  const fixed = sampleRun({ seed: 1, events: [], verdicts, outcomes: [] });
  const { trace } = fixed;
  const byChance = (chance: number) => ({
    ...fixed,
    trace: { ...trace, plan: trace.plan.map((one) => ({ ...one, when: { chance } })) },
  });
  const withEvent = (event: object) => ({
    ...struckNothing(),
    trace: { ...trace, events: [{ seq: 0, atMs: 0, ...event }] as unknown as typeof trace.events },
  });
  expect(isIdle(struckNothing())).toBe(true);
  expect(isIdle(byChance(0.5))).toBe(true);
  expect(isIdle(isDrawn({ ...fixed, trace: { ...trace, plan: [] } }))).toBe(true);
  for (const run of [
    fixed,
    byChance(1),
    { ...fixed, trace: { ...trace, plan: [] } },
    { ...struckNothing(), trace: { ...trace, truncated: { dropped: 0, why: 'it ran on' } } },
    { ...struckNothing(), result: 'fail' as const },
    withEvent({ kind: 'fault.hit', strike: 0, call: 1, fault: 'slow', effect: 'delay' }),
    withEvent({ kind: 'harness.error', message: 'no' }),
    withEvent({ kind: 'harness.late', task: 'during-1', lateMs: 9_000 }),
  ])
    expect(isIdle(run)).toBe(false);
});

it('is told of in one line and doubts nothing where others were struck', () => {
  const runs = [struckNothing(1), isDrawn(sampleRun({ seed: 2 }))];
  const summary = summarize(runs, sampleMeta());
  expect(summary.result).toBe('pass');
  const scenario = summary.families[0]?.scenarios[0];
  expect(scenario).toMatchObject({ runs: 2, pass: 1, unknown: 0, idle: 1, doubts: [], misses: [] });
  for (const { name, render } of reporters) {
    if (name === 'json' || name === 'junit') continue;
    expect(render(summary), name).toContain('1 of 2 runs struck nothing');
  }
  const alone = summarize([struckNothing(1), struckNothing(2)], sampleMeta());
  expect(alone.result).toBe('unknown');
  expect(alone.families[0]?.scenarios[0]).toMatchObject({ unknown: 2, idle: 0 });
  expect(alone.families[0]?.scenarios[0]?.misses).toHaveLength(1);
});
