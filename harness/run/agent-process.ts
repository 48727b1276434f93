import { HarnessError } from '../model/error.ts';
import type { RunningSystem, System } from '../model/scenario.ts';
import type { Gate } from '../points/gate.ts';
import type { Recorder } from './recorder.ts';
import type { Runtime, RuntimeScope } from './runtime.ts';

/** The agent's code of a run outside its tasks; each crash makes a new scope. */
export interface AgentProcess {
  scope: RuntimeScope;
  /** Set while the agent is being restarted. */
  restarting?: Promise<void> | undefined;
}

/** What is needed to start an agent. */
export interface AgentProcessOptions {
  readonly system: System;
  readonly runtime: Runtime;
  readonly gate: Gate;
  readonly recorder: Recorder;
}

/** The most time for an agent to start (ms); images may have to be pulled. */
const startMs = 600_000;

/** Starts the agent; throws `system-died` if that fails. */
export async function start(
  options: AgentProcessOptions,
): Promise<{ readonly running: RunningSystem; readonly agent: AgentProcess }> {
  const { system, runtime } = options;
  const scope = open(options);
  try {
    const running = await begun(runtime, scope, () => system.start(runtime.at));
    return { running, agent: { scope } };
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

/** Kills the agent and starts it again, once for all tasks that the crash struck. */
export function restart(
  options: AgentProcessOptions,
  running: RunningSystem,
  agent: AgentProcess,
): Promise<void> {
  agent.restarting ??= startAgain(options, running, agent).finally(() => {
    agent.restarting = undefined;
  });
  return agent.restarting;
}

async function startAgain(
  options: AgentProcessOptions,
  running: RunningSystem,
  agent: AgentProcess,
): Promise<void> {
  const { recorder, system, runtime, gate } = options;
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
  agent.scope.kill();
  agent.scope = open(options);
  await begun(runtime, agent.scope, crash);
  recorder.record({ kind: 'process', what: 'restarted', detail: system.name });
}

function open({ runtime, recorder }: AgentProcessOptions): RuntimeScope {
  const scope = runtime.scope('run');
  void scope.stuck.then((why) => {
    if (why === 'runaway') recorder.truncate('the agent ran on without a pause beside its tasks');
  });
  return scope;
}

/** The result of `begin`; rejects if it can never resolve, or has not after `startMs`. */
async function begun<T>(
  runtime: Runtime,
  scope: RuntimeScope,
  begin: () => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const never = (what: string): Promise<never> =>
    limit.signal.aborted ? new Promise(() => {}) : Promise.reject(new Error(what));
  const late = `it took more than ${startMs / 60_000} minutes`;
  try {
    return await Promise.race([
      scope.run(begin),
      scope.stuck.then((why) => never(stuckWords[why])),
      runtime.backgroundSleep(startMs, limit.signal).then(() => never(late)),
    ]);
  } finally {
    limit.abort('over');
  }
}

const stuckWords = {
  idle: 'it waits for something that never comes',
  runaway: 'it runs on without a pause',
};
