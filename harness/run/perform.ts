import { isStanding } from '../model/fault/fault.ts';
import type { FaultRegistry } from '../model/fault/fault-registry.ts';
import type { Place } from '../model/fault/place.ts';
import type { Plan, Strike } from '../model/fault/plan.ts';
import { secretsOf } from '../model/redaction/known-values.ts';
import type { Redactor } from '../model/redaction/redactor.ts';
import type { RunningSystem, Scenario, Task } from '../model/scenario.ts';
import type { Phase } from '../model/phase.ts';
import type { Ending } from '../model/trace/trace.ts';
import type { Gate } from '../points/gate.ts';
import { attempt, type AttemptOptions } from './attempt.ts';
import { wordsOf, wrongWords } from './expectation.ts';
import { mostLateMs } from './on-wire/lateness.ts';
import { restart, start, type Life, type LifeOptions } from './life.ts';
import { standing, type Standing } from './standing.ts';

/** All that takes part in one run. */
export interface Cast extends AttemptOptions, LifeOptions {
  readonly plan: Plan;
  /** The links of the run. */
  readonly places: Readonly<Record<string, Place>>;
  readonly seed: number;
  readonly redactor: Redactor;
  readonly phases: readonly Phase[];
  readonly lateMs: number;
  /**
   * Whether the run ends after its baseline, since the agent has not done its work without faults.
   */
  readonly isOver: () => boolean;
}

/** A process that keeps dying is started again this often within one task. */
export const mostRestarts = 3;

/** How long the agent may take to close (ms). */
const closeMs = 10_000;

/**
 * Opens the system, takes it through baseline, fault and recovery, and closes it. What is broken
 * without faults is not played any further. Faults are healed whatever happens. Returns the last
 * lines of the system's output.
 */
export async function perform(cast: Cast): Promise<readonly string[]> {
  const { gate, stage, seed, recorder } = cast;
  const { running, life } = await start(cast);
  cast.redactor.learn(secretsOf(running.env ?? {}));
  const places = { ...running.hosts, ...cast.places };
  const faults = standing({
    seed,
    places,
    faults: cast.scenario.faults,
    record: recorder.record,
  });
  try {
    for (const [index, phase] of cast.phases.entries()) {
      const earlier = cast.phases.slice(0, index).filter(({ role }) => role === phase.role);
      const asked = earlier.length * cast.scenario.tasks.length;
      await play({ ...cast, faults }, running, life, phase, asked);
      if (phase.role === 'before' && cast.isOver()) break;
    }
  } finally {
    gate.disarm();
    await faults.disarm();
    const limit = new AbortController();
    await Promise.race([running.close(), stage.vigil(closeMs, limit.signal)]);
    limit.abort('over');
    life.scope.kill();
  }
  return running.output?.() ?? [];
}

/** `asked` is how many tasks phases of the same role asked before: their ids go on from there. */
async function play(
  cast: Cast & { readonly faults: Standing },
  running: RunningSystem,
  life: Life,
  phase: Phase,
  asked: number,
): Promise<void> {
  const { gate, stage, recorder, plan, scenario, faults } = cast;
  const { name, role } = phase;
  recorder.record({ kind: 'phase', phase: name, role });
  if (role === 'after') await stage.vigil(scenario.restMs);
  const isDuring = role === 'during';
  if (isDuring && cast.lateMs > 0) await stage.vigil(cast.lateMs);
  // Standing faults tell of themselves when they come on and go off.
  const perCall = isDuring
    ? plan.flatMap((one, n) => (isPerCall(one, scenario.faults) ? [n] : []))
    : [];
  if (isDuring) {
    gate.arm(plan);
    for (const strike of perCall) recorder.record({ kind: 'fault.on', strike });
    await faults.arm(plan, gate.firstCall());
  }
  try {
    await inTurn(scenario, async (task, index) => {
      await ask(cast, running, life, phase, `${role}-${asked + index + 1}`, task);
    });
    await gate.settle(stage.settleMs);
    demandNoTrouble(gate);
  } finally {
    if (isDuring) {
      gate.disarm();
      for (const strike of perCall) recorder.record({ kind: 'fault.off', strike });
      await faults.disarm();
    }
    gate.hangUp();
  }
}

/** Asks all tasks, so many at once as the scenario says; after one that throws no other begins. */
async function inTurn(
  { tasks, atOnce }: Scenario,
  ask: (task: Task, index: number) => Promise<void>,
): Promise<void> {
  const due = tasks.entries();
  let isOver = false;
  const some = async () => {
    for (const [index, task] of due) {
      if (isOver) return;
      await ask(task, index);
    }
  };
  const all = Array.from({ length: Math.min(atOnce, tasks.length) }, some);
  await Promise.all(all).finally(() => {
    isOver = true;
  });
}

function isPerCall({ fault }: Strike, faults: FaultRegistry): boolean {
  return !isStanding(faults.named(fault.name));
}

/** What a task says of its answers, as a trace can hold it. */
function expectedWords({ answer, wrong }: NonNullable<Task['expect']>): {
  readonly shouldSay?: string;
  readonly shouldNotSay?: string;
} {
  return {
    ...(answer !== undefined && { shouldSay: wordsOf(answer) }),
    ...(wrong !== undefined && { shouldNotSay: wrongWords(wrong) }),
  };
}

async function ask(
  cast: Cast,
  running: RunningSystem,
  life: Life,
  phase: Phase,
  id: string,
  task: Task,
): Promise<void> {
  const { recorder, gate } = cast;
  const { expect } = task;
  recorder.record({
    kind: 'task.start',
    task: id,
    phase: phase.name,
    role: phase.role,
    input: task.input,
    shouldAbstain: expect?.abstain ?? null,
    shouldDo: expect?.effects ?? null,
    ...expectedWords(expect ?? {}),
  });
  const lateMs = cast.stage.lateMs();
  gate.begin(id);
  let ending = await attempt(cast, running, id, task);
  for (let n = 0; ending === 'crashed' && n < mostRestarts; n += 1) {
    await restart(cast, running, life);
    ending = await attempt(cast, running, id, task);
  }
  // Whatever this task came to, the next one is asked of an agent that runs.
  if (ending === 'crashed') await restart(cast, running, life);
  const known: Ending =
    ending === 'crashed' ? { how: 'failed', error: 'the agent died again and again' } : ending;
  gate.end(id);
  recorder.record({ kind: 'task.end', task: id, ending: known });
  noteLateness(cast, id, known, cast.stage.lateMs() - lateMs);
  demandNoTrouble(gate);
}

/** Throws what went wrong in a point itself. */
function demandNoTrouble(gate: Gate): void {
  const trouble = gate.trouble();
  if (trouble) throw trouble;
}

/** What went well went well however late; anything else may be the harness's own doing. */
function noteLateness({ recorder, scenario }: Cast, task: string, ending: Ending, lateMs: number) {
  const isWell = ending.how === 'answered' && ending.disposition === 'full';
  if (isWell || lateMs <= mostLateMs(scenario.deadlineMs)) return;
  recorder.record({ kind: 'harness.late', task, lateMs: Math.round(lateMs) });
}
