import { isStanding } from '../model/fault/fault.ts';
import type { LinkPlace } from '../model/fault/place.ts';
import type { Plan } from '../model/fault/plan.ts';
import { secretsOf } from '../model/redaction/known-values.ts';
import type { Redactor } from '../model/redaction/redactor.ts';
import type { RunningSystem, Scenario } from '../model/scenario.ts';
import type { Point } from '../model/point.ts';
import type { Phase } from '../model/phase.ts';
import { ask, demandNoTrouble, type AskOptions } from './task/ask.ts';
import { start, type AgentProcess } from './agent-process.ts';
import { inTurn } from './task/in-turn.ts';
import { standing, type Standing } from './standing.ts';

/** All that takes part in one run. */
export interface RunContext extends AskOptions {
  readonly plan: Plan;
  /** The points of the run, but no links. */
  readonly points: Readonly<Record<string, Point>>;
  /** The links of the run. */
  readonly links: Readonly<Record<string, LinkPlace>>;
  readonly seed: number;
  readonly redactor: Redactor;
  readonly phases: readonly Phase[];
  readonly lateMs: number;
  /**
   * Whether the run ends after its baseline, since the agent has not done its work without faults.
   */
  readonly isOver: () => boolean;
}

/** How long the agent may take to close (ms). */
const closeMs = 10_000;

/**
 * Takes the system through baseline, fault and recovery. What is broken without faults is not played
 * any further. Returns the last lines of the system's output.
 */
export async function perform(context: RunContext): Promise<readonly string[]> {
  const { scenario } = context;
  const output = await withSystem(context, async (at) => {
    for (const [index, phase] of context.phases.entries()) {
      const earlier = context.phases.slice(0, index).filter(({ role }) => role === phase.role);
      await play(at, phase, earlier.length * scenario.tasks.length);
      if (phase.role === 'before' && context.isOver()) break;
    }
  });
  context.folders.close();
  await settle(context);
  return output;
}

/** A run whose system has been started. */
export interface Playing extends RunContext {
  readonly running: RunningSystem;
  readonly agent: AgentProcess;
  readonly standing: Standing;
}

/**
 * Opens the system, plays, and closes it; faults are healed whatever happens. Returns the last lines
 * of the system's output.
 */
export async function withSystem(
  context: RunContext,
  played: (at: Playing) => Promise<void>,
): Promise<readonly string[]> {
  const { gate, runtime, seed, recorder } = context;
  const { running, agent } = await start(context);
  context.redactor.learn(secretsOf(running.env ?? {}));
  const faults = standing({
    seed,
    links: context.links,
    hosts: running.hosts ?? {},
    faults: context.scenario.faults,
    record: recorder.record,
  });
  try {
    await played({ ...context, running, agent, standing: faults });
  } finally {
    gate.disarm();
    await faults.disarm();
    const limit = new AbortController();
    await Promise.race([running.close(), runtime.backgroundSleep(closeMs, limit.signal)]);
    limit.abort('over');
    agent.scope.kill();
  }
  return running.output?.() ?? [];
}

/** `asked` is how many tasks phases of the same role asked before: their ids go on from there. */
async function play(at: Playing, phase: Phase, asked: number): Promise<void> {
  const { gate, runtime, recorder, scenario } = at;
  const { name, role } = phase;
  recorder.record({ kind: 'phase', phase: name, role });
  if (role === 'after') await runtime.backgroundSleep(scenario.restMs);
  const isDuring = role === 'during';
  if (isDuring && at.lateMs > 0) await runtime.backgroundSleep(at.lateMs);
  try {
    if (isDuring) await arm(at);
    await inTurn(scenario, runtime, async (task, index) => {
      const id = `${role}-${asked + index + 1}`;
      await ask(at, at.running, at.agent, phase, { id, task });
    });
    await settle(at);
    demandNoTrouble(gate);
  } finally {
    if (isDuring) await disarm(at);
    gate.hangUp();
  }
}

/** The faults of the plan are on from now; resolves once those that stand hold. */
export async function arm({ gate, plan, scenario, recorder, standing }: Playing): Promise<void> {
  gate.arm(plan);
  for (const strike of perCall(plan, scenario)) recorder.record({ kind: 'fault.on', strike });
  await standing.arm(plan, gate.firstCall());
}

/** They are off. */
export async function disarm({ gate, plan, scenario, recorder, standing }: Playing): Promise<void> {
  gate.disarm();
  for (const strike of perCall(plan, scenario)) recorder.record({ kind: 'fault.off', strike });
  await standing.disarm();
}

/** Waits until all that was sent has landed. What has not is missing in the trace. */
export async function settle({ gate, runtime, recorder }: RunContext): Promise<void> {
  const lost = await gate.settle(runtime.settleMs);
  const [first] = lost;
  if (!first) return;
  const were = lost.length === 1 ? 'request was still on its' : 'requests were still on their';
  recorder.truncate(`${lost.length} ${were} way (${first.label} at ${first.point})`);
}

/** Which strikes are on for calls; standing faults tell of themselves when they come on and go off. */
function perCall(plan: Plan, { faults }: Scenario): readonly number[] {
  return plan.flatMap(({ fault }, n) => (isStanding(faults.named(fault.name)) ? [] : [n]));
}
