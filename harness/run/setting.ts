import { allowanceIn } from '../checks/evidence/outcome-of.ts';
import { steadyState } from '../checks/steady-state.ts';
import type { Clock } from '../model/clock.ts';
import { HarnessError } from '../model/error.ts';
import type { Plan } from '../model/fault/plan.ts';
import { isLink } from '../model/fault/place.ts';
import { isFolder, type Point } from '../model/point.ts';
import type { Redactor } from '../model/redaction/redactor.ts';
import type { Scenario, System } from '../model/scenario.ts';
import type { Phase } from '../model/phase.ts';
import type { Trace } from '../model/trace/trace.ts';
import { learningGate } from '../points/learning-gate.ts';
import type { Latency } from '../points/latency.ts';
import { interruptions } from './interruptions.ts';
import type { RunContext } from './perform.ts';
import { recorder, type Recorder } from './recorder.ts';

/** What is to be played: one system, under one plan, from one seed. */
export interface Setting {
  readonly scenario: Scenario;
  readonly system: System;
  readonly plan: Plan;
  readonly seed: number;
  /** What Date says when the run opens, in sim. */
  readonly epochMs: number;
  readonly phases: readonly Phase[];
  /** Of this run alone. */
  readonly redactor: Redactor;
  /** How much later than at once the fault phase comes (ms). */
  readonly lateMs: number;
  /** The trace as far as it has been noted. */
  readonly traceOf: (notes: Recorder) => Trace;
  /** Whether every phase is played, also after a baseline that failed. */
  readonly isWhole: boolean;
  /** What notes the events of the run, where it is not to keep them all. */
  readonly notes?: typeof recorder;
  /** What the run may come to, where each phase does not ask every task once. */
  readonly most?: { readonly tasks: number; readonly ms: number };
}

/** What came of it. */
export interface PlayedRun {
  readonly recorder: Recorder;
  readonly output: readonly string[];
}

/**
 * The gate of a run, and what stands behind it. The runtime and the links come later: both lead to
 * the gate.
 */
export function gated(
  setting: Setting,
  points: Readonly<Record<string, Point>>,
  clock: Clock,
  latency: Latency,
): Omit<RunContext, 'runtime' | 'links' | 'folders'> {
  const { redactor } = setting;
  const notes = (setting.notes ?? recorder)(clock, redactor);
  const bell = interruptions();
  const { seed } = setting;
  const watched = learningGate({
    seed,
    clock,
    points,
    record: notes.record,
    redactor,
    faults: setting.scenario.faults,
    crash: bell.crash,
    cancel: bell.withdraw,
    latency,
    onDropped: (task) => {
      notes.truncate(
        task === ''
          ? 'the agent made calls without end beside its tasks'
          : `task ${task} made calls without end`,
      );
      bell.runaway(task);
    },
    ...(notes.landed && { onLanded: notes.landed }),
  });
  const steady = steadyState(allowanceIn(setting.scenario.checks));
  return {
    ...setting,
    points,
    gate: watched,
    recorder: notes,
    interruptions: bell,
    isOver: () => !setting.isWhole && steady.judge(setting.traceOf(notes)).result === 'fail',
  };
}

/** The tools and models of a run, anew. */
export function openPoints(scenario: Scenario): Readonly<Record<string, Point>> {
  return Object.fromEntries(
    Object.entries(scenario.points).flatMap(([name, maker]) =>
      isLink(maker) || isFolder(maker) ? [] : [[name, maker.open()]],
    ),
  );
}

/** The point of that name; throws `unknown-point` where there is none. */
export function pointAt(points: Readonly<Record<string, Point>>, name: string): Point {
  const point = points[name];
  if (point) return point;
  throw new HarnessError('unknown-point', {
    expected: `a point of the scenario (${Object.keys(points).join(', ')})`,
    got: JSON.stringify(name),
    fix: 'Add it to `points`, or ask `at.url` for one that is there.',
  });
}
