import { faultNamed } from '../../faults/catalogue.ts';
import type { Gate } from '../points/gate.ts';
import { whileAsking } from '../points/context.ts';
import { HarnessError } from '../model/error.ts';
import { isStanding } from '../model/fault.ts';
import type { Place } from '../model/place.ts';
import type { Plan, Strike } from '../model/plan.ts';
import type { RunningSystem, Scenario, System, Task } from '../model/scenario.ts';
import type { Ending, Phase } from '../model/trace.ts';
import type { Crashes } from './crashes.ts';
import { isExpected } from './expectation.ts';
import type { Recorder } from './recorder.ts';
import { standing, type Standing } from './standing.ts';
import type { Stage, StageScope } from './stage.ts';

/** All that takes part in one run. */
export interface Cast {
  readonly scenario: Scenario;
  readonly system: System;
  readonly plan: Plan;
  readonly stage: Stage;
  readonly gate: Gate;
  /** The links of the run. */
  readonly places: Readonly<Record<string, Place>>;
  readonly seed: number;
  readonly recorder: Recorder;
  readonly crashes: Crashes;
  readonly phases: readonly Phase[];
  readonly lateMs: number;
}

/** A process that keeps dying is started again this often within one task. */
const mostRestarts = 3;

/** How long the agent may take to close (ms). */
const closeMs = 10_000;

/**
 * Opens the system, takes it through baseline, storm and calm, and closes it. Faults are healed
 * whatever happens. Returns the last lines of the system's output.
 */
export async function perform(cast: Cast): Promise<readonly string[]> {
  const { gate, stage, seed, recorder } = cast;
  const life = { scope: stage.scope() };
  const running = await start(cast, life.scope);
  const places = { ...running.hosts, ...cast.places };
  const faults = standing({ seed, places, record: recorder.record });
  try {
    for (const phase of cast.phases) await play({ ...cast, faults }, running, life, phase);
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

interface Life {
  scope: StageScope;
}

async function start(cast: Cast, scope: StageScope): Promise<RunningSystem> {
  try {
    return await scope.run(() => cast.system.start(cast.stage.at));
  } catch (error) {
    if (error instanceof HarnessError) throw error;
    throw new HarnessError(
      'system-died',
      {
        expected: `the system (${cast.system.name}) to start`,
        got: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
        fix: 'Start it by hand with the same settings; a scenario needs an agent that starts.',
      },
      { cause: error },
    );
  }
}

async function play(
  cast: Cast & { readonly faults: Standing },
  running: RunningSystem,
  life: Life,
  phase: Phase,
): Promise<void> {
  const { gate, stage, recorder, plan, scenario, faults } = cast;
  recorder.record({ kind: 'phase', phase });
  if (phase === 'calm') await stage.vigil(scenario.restMs);
  const isStorm = phase === 'storm';
  if (isStorm && cast.lateMs > 0) await stage.vigil(cast.lateMs);
  // Standing faults tell of themselves when they come on and go off.
  const perCall = isStorm ? plan.flatMap((one, n) => (isPerCall(one) ? [n] : [])) : [];
  if (isStorm) {
    gate.arm(plan);
    for (const strike of perCall) recorder.record({ kind: 'fault.on', strike });
    await faults.arm(plan, gate.firstCall());
  }
  try {
    for (const [index, task] of scenario.tasks.entries()) {
      await ask(cast, running, life, phase, `${phase}-${index + 1}`, task);
    }
    await gate.settle(stage.settleMs);
  } finally {
    if (isStorm) {
      gate.disarm();
      for (const strike of perCall) recorder.record({ kind: 'fault.off', strike });
      await faults.disarm();
    }
    gate.hangUp();
  }
}

function isPerCall({ fault }: Strike): boolean {
  return !isStanding(faultNamed(fault.name));
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
    phase,
    input: task.input,
    shouldAbstain: expect?.abstain ?? null,
    shouldDo: expect?.effects ?? null,
  });
  gate.serve(id);
  let ending = await attempt(cast, running, id, task);
  for (let n = 0; ending === 'crashed' && n < mostRestarts; n += 1) {
    await restart(cast, running, life);
    ending = await attempt(cast, running, id, task);
  }
  // Whatever this task came to, the next one is asked of an agent that runs.
  if (ending === 'crashed') await restart(cast, running, life);
  const known: Ending =
    ending === 'crashed' ? { how: 'failed', error: 'the agent died again and again' } : ending;
  recorder.record({ kind: 'task.end', task: id, ending: known });
  const trouble = gate.trouble();
  if (trouble) throw trouble;
}

async function restart(cast: Cast, running: RunningSystem, life: Life): Promise<void> {
  const { recorder, system, stage, gate } = cast;
  recorder.record({ kind: 'process', what: 'crashed', detail: 'killed by a fault' });
  gate.hangUp();
  if (!running.crash) {
    throw new HarnessError('not-supported', {
      expected: 'a system that can be killed and started again, for the fault `crash`',
      got: system.name,
      fix: 'Use service(...) or inProcess(...), or leave the fault out.',
    });
  }
  life.scope.kill();
  life.scope = stage.scope();
  await life.scope.run(() => running.crash?.());
  recorder.record({ kind: 'process', what: 'restarted', detail: system.name });
}

async function attempt(
  cast: Cast,
  running: RunningSystem,
  id: string,
  task: Task,
): Promise<Ending | 'crashed'> {
  const { stage, scenario, crashes } = cast;
  const scope = stage.scope();
  const leaving = new AbortController();
  const patience = new AbortController();
  const asked = scope.run(() =>
    whileAsking(id, async () => {
      // A loop that never yields must not have this function's callers beneath it when it is ended.
      await Promise.resolve();
      return running.ask({ id, input: task.input }, leaving.signal);
    }),
  );
  const answered = asked
    .then((answer) => endingOf(answer, task, scenario))
    .catch((error: unknown): Ending => {
      if (error instanceof HarnessError) throw error;
      return { how: 'failed', error: messageOf(error) };
    });
  const ending = await Promise.race([
    answered,
    crashes.next(),
    scope.stuck.then((why): Ending => ({ how: 'hung', why })),
    scope.crashed.then((error): Ending => ({
      how: 'failed',
      error: `uncaught: ${messageOf(error)}`,
    })),
    stage
      .vigil(scenario.deadlineMs, patience.signal)
      .then((): Ending => ({ how: 'hung', why: 'deadline' })),
  ]);
  patience.abort('over');
  scope.finish();
  if (ending === 'crashed') scope.kill();
  else if (ending.how === 'hung') {
    leaving.abort(new Error('the deadline of the task has passed'));
    scope.kill();
  }
  return ending;
}

function endingOf(answer: unknown, task: Task, scenario: Scenario): Ending {
  const said = asJson(answer);
  const correct = isExpected(said, task.expect?.answer);
  return { how: 'answered', answer: said, disposition: scenario.disposition(said), correct };
}

/** What a trace can hold of it; throws where it is no JSON, as an answer over HTTP would. */
function asJson(value: unknown): unknown {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value) ?? 'null') as unknown);
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 2000);
}
