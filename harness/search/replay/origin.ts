import { digest } from '../../model/json/json.ts';
import type { Origin, Passed } from '../../model/trace/repro.ts';
import type { RunRecord } from '../../model/trace/run-record.ts';
import type { Scenario, Task } from '../../model/scenario.ts';
import type { Trace } from '../../model/trace/trace.ts';
import { epochMs } from '../../run/on-sim.ts';
import type { Executor, RunSpec } from '../executor/executor.ts';
import { fingerprint } from '../observe/fingerprint.ts';
import { siblingsOf } from './reaim.ts';

/** What a failure was found in. */
export async function originOf(
  scenario: Scenario,
  { trace, file }: RunRecord,
  executor: Executor,
): Promise<Origin> {
  const { mode, seed, variant } = trace;
  const isSim = mode === 'sim';
  return {
    epochMs: isSim ? epochMs : null,
    tasks: scenario.tasks.map(taskName),
    effects: Object.fromEntries(
      Object.entries(trace.points).map(([name, { effects }]) => [name, effects]),
    ),
    path: isSim ? pathOf(trace) : null,
    siblings: trace.plan.map((strike) => siblingsOf(trace, strike)),
    baseline: isSim
      ? await baselineOf(executor, { seed, variant, file, opensAtMs: epochMs })
      : null,
  };
}

/** What the agent called on the way to the first strike, which strikes the last; none without one. */
export function pathOf({ events }: Trace): readonly Passed[] {
  const at = events.findIndex(({ kind }) => kind === 'fault.hit');
  const hit = events[at];
  if (hit?.kind !== 'fault.hit') return [];
  const calls = events
    .slice(0, at)
    .flatMap((event) => (event.kind === 'call.start' ? [event] : []));
  const struck = calls.find(({ call }) => call === hit.call);
  if (!struck) return [];
  const before = calls.filter((call) => call.task === struck.task && call !== struck);
  const passed = new Map(
    [...before, struck].map(({ point, label }) => [`${point} ${label}`, { point, label }]),
  );
  passed.delete(`${struck.point} ${struck.label}`);
  return [...passed.values(), { point: struck.point, label: struck.label }];
}

/** Names a task by what it asks and expects. */
export function taskName({ input, expect = {} }: Task): string {
  return digest(JSON.parse(JSON.stringify([input, expect], (_, value) => said(value))));
}

/** JSON has no word for a pattern or a test; one word does for all tests. */
function said(value: unknown): unknown {
  if (value instanceof RegExp) return String(value);
  return typeof value === 'function' ? 'a test' : value;
}

/** How one system of a scenario runs without faults, as one word. */
export async function baselineOf(executor: Executor, subject: RunSpec): Promise<string> {
  return fingerprint(await executor.run({ ...subject, plan: [] }));
}
