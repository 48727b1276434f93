import { performance } from 'node:perf_hooks';
import type { DriverName } from '../model/load/load-report.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Mode } from '../model/trace/trace.ts';
import { withSystem, type Playing, type RunContext } from '../run/perform.ts';
import type { LoadFold } from './counts/fold.ts';
import type { Driver } from './drivers/driver.ts';
import { openDriver } from './drivers/index.ts';
import type { GateWatch } from './gates/gate-watch.ts';
import { limitIn } from './parts/apart.ts';
import { progressOf, type LoadProgress } from './load-progress.ts';
import { playLoad, type LoadPlay } from './play-load.ts';
import { recoveryWatch, type RecoveryWatch } from './recovery/watch.ts';
import { schedule, type LoadPart } from './schedule.ts';
import type { LoadSpec } from './spec.ts';
import type { OpenTask } from './tasks/task-judge.ts';
import type { TaskSorter } from './tasks/task-sorter.ts';

/** What those who make a load may hook in. */
export interface LoadHooks {
  /** What carries the tasks; the first that can where left out. */
  readonly driver?: DriverName;
  /** Given, once the load begins, what tells how far it has come. */
  readonly onBegin?: (progress: () => LoadProgress | null) => void;
  /** The part of its arrivals that is made here; all of them where left out. */
  readonly part?: LoadPart;
  /** Awaited before the first task, over sockets: parts are to begin together. */
  readonly mayBegin?: () => Promise<void>;
}

/** What is under load, and who watches it once it has begun. */
export interface UnderLoad {
  readonly scenario: Scenario;
  readonly mode: Mode;
  readonly spec: LoadSpec;
  readonly fold: LoadFold;
  readonly gates: GateWatch;
  readonly options: LoadHooks;
  readonly signal: AbortSignal;
  at?: Playing;
  sorter?: TaskSorter;
  driver?: Driver;
  watch?: RecoveryWatch;
  /** When its first task could begin (ms since 1970); not under virtual time. */
  beganAtMs?: number;
}

/** Plays its phases, one after another; resolves to the last lines of the system's output. */
export function playUnder(
  context: RunContext,
  under: UnderLoad,
  settled: (task: OpenTask) => void,
): Promise<readonly string[]> {
  const { scenario, spec, fold, gates, options, signal, sorter } = under;
  if (!sorter) throw new Error('a load without a recorder');
  const { gate, points, plan, seed } = context;
  const isSim = under.mode === 'sim';
  const watch = recoveryWatch({
    spec,
    fold,
    queues: {
      names: Object.keys(points),
      inFlight: gate.inFlight,
      capacity: (name) => points[name]?.capacity,
    },
    deadlineMs: scenario.deadlineMs,
    hasFaults: plan.length > 0,
    // The load of one part alone cannot be lowered.
    confirms: options.part === undefined,
  });
  under.watch = watch;
  return withSystem(context, async (at) => {
    under.at = at;
    const driver = await openDriver(options.driver, { ...at, mode: under.mode });
    under.driver = driver;
    options.onBegin?.(() => progressOf(fold, sorter.nowMs(), spec.clauses));
    const { part } = options;
    const tickMs = isSim ? 1 : 0;
    const arrivalsOf = schedule({ seed, tasks: scenario.tasks, tickMs, ...(part && { part }) });
    const running = { ...at.running, ask: driver.ask };
    const watched = guarded(watch, gates, sorter.nowMs);
    const to = { ...watched, arrivalsOf, fold, sorter, limit: limitIn(spec, part), signal };
    if (!isSim) {
      await options.mayBegin?.();
      under.beganAtMs = performance.timeOrigin + performance.now();
    }
    await playLoad({ ...at, running }, to).finally(driver.close);
    // Calls that never land must not hide what their tasks came to.
    for (const task of sorter.left()) {
      if (task.endedMs !== null) settled(task);
      else if (signal.aborted) fold.cut(task.arrival);
    }
  });
}

/** The phases that are watched, up to a gate that surely fails; a phase goes on while one is undecided. */
function guarded(
  watch: RecoveryWatch,
  gates: GateWatch,
  nowMs: () => number,
): Pick<LoadPlay, 'next' | 'more' | 'isOver'> {
  return {
    next: () => (gates.isLost(nowMs()) ? null : watch.next()),
    more: gates.more,
    isOver: (phase, atMs) => watch.isOver(phase, atMs) || gates.isLost(atMs),
  };
}
