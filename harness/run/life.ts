import { HarnessError } from '../model/error.ts';
import type { RunningSystem, System } from '../model/scenario.ts';
import type { Gate } from '../points/gate.ts';
import type { Recorder } from './recorder.ts';
import type { Stage, StageScope } from './stage.ts';

/** The agent's own part of a run, beside its tasks; another one after each crash. */
export interface Life {
  scope: StageScope;
  /** While it is started again. */
  restarting?: Promise<void> | undefined;
}

/** What it takes to start an agent. */
export interface LifeOptions {
  readonly system: System;
  readonly stage: Stage;
  readonly gate: Gate;
  readonly recorder: Recorder;
}

/** How long an agent may take to start (ms): images may have to be pulled. */
const startMs = 600_000;

/** Starts the agent; throws `system-died` where it does not. */
export async function start(
  options: LifeOptions,
): Promise<{ readonly running: RunningSystem; readonly life: Life }> {
  const { system, stage } = options;
  const scope = open(options);
  try {
    const running = await begun(stage, scope, () => system.start(stage.at));
    return { running, life: { scope } };
  } catch (error) {
    if (error instanceof HarnessError) throw error;
    throw new HarnessError(
      'system-died',
      {
        expected: `the system (${system.name}) to start`,
        got: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
        fix: 'Start it by hand with the same settings; a scenario needs an agent that starts.',
      },
      { cause: error },
    );
  }
}

/** Kills the agent where it stands and starts it again, once for all tasks that its death struck. */
export function restart(options: LifeOptions, running: RunningSystem, life: Life): Promise<void> {
  life.restarting ??= startAgain(options, running, life).finally(() => {
    life.restarting = undefined;
  });
  return life.restarting;
}

async function startAgain(options: LifeOptions, running: RunningSystem, life: Life): Promise<void> {
  const { recorder, system, stage, gate } = options;
  recorder.record({ kind: 'process', what: 'crashed', detail: 'killed by a fault' });
  gate.hangUp();
  const { crash } = running;
  if (!crash) {
    throw new HarnessError('not-supported', {
      expected: 'a system that can be killed and started again, for a fault that crashes it',
      got: system.name,
      fix: 'Use service(...) or inProcess(...), or leave the fault out.',
    });
  }
  life.scope.kill();
  life.scope = open(options);
  await begun(stage, life.scope, crash);
  recorder.record({ kind: 'process', what: 'restarted', detail: system.name });
}

function open({ stage, recorder }: LifeOptions): StageScope {
  const scope = stage.scope('run');
  void scope.stuck.then((why) => {
    if (why === 'runaway') recorder.truncate('the agent ran on without a pause beside its tasks');
  });
  return scope;
}

/** What `begin` resolves with; rejects where it never will, or has not after `startMs`. */
async function begun<T>(stage: Stage, scope: StageScope, begin: () => Promise<T>): Promise<T> {
  const limit = new AbortController();
  const never = (what: string): Promise<never> =>
    limit.signal.aborted ? new Promise(() => {}) : Promise.reject(new Error(what));
  const late = `it took more than ${startMs / 60_000} minutes`;
  try {
    return await Promise.race([
      scope.run(begin),
      scope.stuck.then((why) => never(stuckWords[why])),
      stage.vigil(startMs, limit.signal).then(() => never(late)),
    ]);
  } finally {
    limit.abort('over');
  }
}

const stuckWords = {
  idle: 'it waits for something that never comes',
  runaway: 'it runs on without a pause',
};
