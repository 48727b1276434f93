import { mostRestarts } from '../../model/most-restarts.ts';
import type { Phase } from '../../model/phase.ts';
import type { Exchange, RunningSystem, Task } from '../../model/scenario.ts';
import type { Ending } from '../../model/trace/trace.ts';
import type { Gate } from '../../points/gate.ts';
import { attempt, type AttemptOptions } from './attempt.ts';
import { answerTo, wordsOf, wrongWords } from './expectation.ts';
import { restart, type AgentProcess, type AgentProcessOptions } from '../agent-process.ts';
import { mostLateMs } from '../on-wire/lateness.ts';

/** What it takes to ask a task. */
export interface AskOptions extends AttemptOptions, AgentProcessOptions {}

/**
 * Asks one task, the message under way again after each death of the agent, and notes how it began and ended. Resolves to how it
 * ended; throws what went wrong in a point itself.
 */
export async function ask(
  context: AskOptions,
  running: RunningSystem,
  agent: AgentProcess,
  phase: Phase,
  { id, task }: { readonly id: string; readonly task: Task },
): Promise<Ending> {
  const { recorder, gate } = context;
  const { expect } = task;
  recorder.record({
    kind: 'task.start',
    task: id,
    phase: phase.name,
    role: phase.role,
    input: task.input,
    ...(task.turns && { turns: task.turns }),
    shouldAbstain: expect?.abstain ?? null,
    shouldDo: expect?.effects ?? null,
    ...expectedWords(task),
    ...(expect?.optional && { mayMiss: expect.optional }),
  });
  const lateMs = context.runtime.lateMs();
  context.folders.begin(id);
  gate.begin(id);
  const past: Exchange[] = [];
  let ending = await attempt(context, running, { id, task, past });
  for (let n = 0; ending === 'crashed' && n < mostRestarts; n += 1) {
    await restart(context, running, agent);
    ending = await attempt(context, running, { id, task, past });
  }
  // Whatever this task came to, the next one is asked of an agent that runs.
  if (ending === 'crashed') await restart(context, running, agent);
  const known: Ending =
    ending === 'crashed' ? { how: 'failed', error: 'the agent died again and again' } : ending;
  gate.end(id);
  context.folders.end(id);
  recorder.record({ kind: 'task.end', task: id, ending: known });
  noteLateness(context, id, known, context.runtime.lateMs() - lateMs);
  demandNoTrouble(gate);
  return known;
}

/** Throws what went wrong in a point itself. */
export function demandNoTrouble(gate: Gate): void {
  const trouble = gate.trouble();
  if (trouble) throw trouble;
}

/** What went well went well however late; anything else may be the harness's own doing. */
function noteLateness(
  { recorder, scenario }: AskOptions,
  task: string,
  ending: Ending,
  lateMs: number,
) {
  const isWell = ending.how === 'answered' && ending.disposition === 'full';
  if (isWell || lateMs <= mostLateMs(scenario.deadlineMs)) return;
  recorder.record({ kind: 'harness.late', task, lateMs: Math.round(lateMs) });
}

/** What a task says of its answers, as a trace can hold it. */
function expectedWords(task: Task): {
  readonly shouldSay?: string;
  readonly shouldNotSay?: string;
} {
  const answer = answerTo(task, task.turns?.length ?? 0);
  const { wrong } = task.expect ?? {};
  return {
    ...(answer !== undefined && { shouldSay: wordsOf(answer) }),
    ...(wrong !== undefined && { shouldNotSay: wrongWords(wrong) }),
  };
}
