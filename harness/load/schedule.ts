import type { LoadPhase, Role } from '../model/phase.ts';
import { draws, type Draw } from '../model/random.ts';
import type { Task } from '../model/scenario.ts';
import { arrivalTimes } from './arrivals.ts';

/** A phase of a load, and when it begins and ends (ms since the load began). */
export interface TimedPhase extends LoadPhase {
  readonly fromMs: number;
  readonly toMs: number;
  /** From when on its arrivals are, where it goes on for longer than planned (ms). */
  readonly sinceMs?: number;
}

/** A task that arrives, and when it is meant to (ms since the load began). */
export interface Arrival {
  readonly id: string;
  readonly atMs: number;
  readonly phase: TimedPhase;
  readonly task: Task;
}

/** One of the parts of a load, numbered from 1: it has each `count`th arrival. */
export interface LoadPart {
  readonly index: number;
  readonly count: number;
}

/** What a schedule is made of. */
export interface ScheduleOptions {
  readonly seed: number;
  readonly tasks: readonly Task[];
  /** What the clock of the run can tell apart (ms); times are rounded up to it. */
  readonly tickMs: number;
  /** The part whose arrivals these are; all where left out. */
  readonly part?: LoadPart;
}

/**
 * The arrivals of one phase after another, drawn by seed; ids are `before-1`, `before-2` …, by role. Those of
 * all parts together are those of the whole, each with its id and its time.
 */
export function schedule({
  seed,
  tasks,
  tickMs,
  part: share = { index: 1, count: 1 },
}: ScheduleOptions): (phase: TimedPhase) => Generator<Arrival> {
  const counts: Record<Role, number> = { before: 0, during: 0, after: 0 };
  const choose = chooser(tasks);
  return function* arrivals(phase) {
    const { name, role, fromMs, load, sinceMs } = phase;
    const part = sinceMs === undefined ? [] : [sinceMs];
    for (const afterMs of arrivalTimes(load, draws(seed, 'arrivals', name, ...part))) {
      counts[role] += 1;
      if ((counts[role] - share.index) % share.count !== 0) continue;
      const id = `${role}-${counts[role]}`;
      const task = choose(draws(seed, 'task', id));
      const exactMs = (sinceMs ?? fromMs) + afterMs;
      const atMs = tickMs > 0 ? Math.ceil(exactMs / tickMs) * tickMs : exactMs;
      yield { id, atMs, phase, task };
    }
  };
}

/** Draws a task by weight. */
function chooser(tasks: readonly Task[]): (draw: Draw) => Task {
  const weights = tasks.map(({ weight = 1 }) => weight);
  const total = weights.reduce((sum, one) => sum + one, 0);
  return (draw) => {
    let left = draw() * total;
    for (const [index, task] of tasks.entries()) {
      left -= weights[index] ?? 0;
      if (left < 0) return task;
    }
    return tasks.findLast(({ weight = 1 }) => weight > 0) ?? (tasks[0] as Task);
  };
}
