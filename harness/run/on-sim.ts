import { declaredHosts } from '../model/options/declared-hosts.ts';
import { HarnessError } from '../model/error.ts';
import { simulate, type SimLimits } from '../sim/kernel.ts';
import { simFetch, simUrl } from '../sim/http/points.ts';
import type { Gate } from '../points/gate.ts';
import { drawnLatency } from '../points/latency.ts';
import { mostRestarts } from '../model/most-restarts.ts';
import { perform, type RunContext } from './perform.ts';
import type { Recorder } from './recorder.ts';
import { inMemory, scratch, withScratch } from './scratch.ts';
import { noFolders } from './folders/folders.ts';
import { gated, openPoints, pointAt, type PlayedRun, type Setting } from './setting.ts';

/**
 * What Date says when a sim run opens, unless a replay says otherwise: shortly before a full hour, UTC. A retry then
 * crosses the minute and the hour, which agents put into keys and windows, as it does in life.
 */
export const epochMs: number = Date.UTC(2026, 0, 1, 10, 59, 37);

/** How long requests on their way may take to land (virtual ms). */
const settleMs = 600_000;

/** Plays in this process, under virtual time; every task of each phase once where nothing else is said. */
export async function onSim(
  setting: Setting,
  play: (context: RunContext) => Promise<readonly string[]> = perform,
): Promise<PlayedRun> {
  const folder = scratch(inMemory);
  const names = Object.keys(setting.scenario.points);
  let watched: Gate | undefined;
  let notes: Recorder | undefined;
  const gate = () => {
    if (!watched) throw new Error('a call before the run opened');
    return watched;
  };
  const toPoint = simFetch(gate, names, declaredHosts(setting.scenario.points));
  try {
    const end = await simulate(
      { seed: setting.seed, epochMs: setting.epochMs, limits: limitsFor(setting), fetch: toPoint },
      async (sim) => {
        const points = openPoints(setting.scenario);
        const context = gated(setting, points, sim.clock, drawnLatency(setting.seed));
        watched = context.gate;
        notes = context.recorder;
        const runtime = {
          at: withScratch(
            {
              url: (name) => simUrl(name, pointAt(points, name).basePath),
              address: noLink,
              path: noFolders.path,
            },
            folder,
          ),
          clock: sim.clock,
          backgroundSleep: sim.backgroundSleep,
          backgroundAlarm: sim.backgroundAlarm,
          scope: (lives: keyof typeof stepsOf) => sim.scope({ steps: stepsOf[lives] }),
          lateMs: () => 0,
          settleMs,
        };
        return play({ ...context, runtime, links: {}, folders: noFolders });
      },
    );
    if (end.how === 'failed') throw end.error;
    if (!notes) throw new Error('the run ended before it opened');
    if (end.how === 'done') return { recorder: notes, output: end.value };
    cutShort(notes, end.why);
    return { recorder: notes, output: [] };
  } finally {
    folder.remove();
  }
}

function noLink(name: string): never {
  throw new HarnessError('unknown-point', {
    expected: 'a link of the scenario, and this run has none',
    got: JSON.stringify(name),
    fix: 'Add link(...) to `points`; ask `at.url` for the address of a tool or a model.',
  });
}

/** Intercepted calls that one task may make, and that the agent may make beside its tasks. */
const stepsOf = { task: 200_000, run: 5_000_000 };

/** Above what all tasks of a run may use together: they end by limits of their own. */
function limitsFor({ scenario, phases, lateMs, most }: Setting): SimLimits {
  const tasks = most?.tasks ?? phases.length * scenario.tasks.length;
  const attempts = tasks * (1 + mostRestarts);
  const perPhaseMs = scenario.restMs + lateMs + settleMs;
  return {
    virtualMs:
      24 * 3_600_000 +
      (most?.ms ?? 0) +
      phases.length * perPhaseMs +
      attempts * scenario.deadlineMs,
    steps: 2 * stepsOf.run + attempts * stepsOf.task,
    stuckMs: 2_000,
  };
}

/** Whatever was under way when the run met a limit ran without end. */
function cutShort(notes: Recorder, why: 'idle' | 'deadline' | 'runaway'): void {
  notes.truncate(capWords[why]);
  const open = new Set<string>();
  for (const event of notes.events) {
    if (event.kind === 'task.start') open.add(event.task);
    if (event.kind === 'task.end') open.delete(event.task);
  }
  for (const task of open) {
    notes.record({ kind: 'task.end', task, ending: { how: 'hung', why: 'runaway' } });
  }
}

const capWords = {
  idle: 'nothing was left to wait for, and the run was not over',
  deadline: 'the run met its limit of virtual time',
  runaway: 'the run met its limit of steps, or did not yield',
};
