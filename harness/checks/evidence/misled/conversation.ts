import { asksOf, type ToolAsk, type Scalar } from '../scalars.ts';
import type { TaskCall, TaskRecord } from '../tasks.ts';

/** The turns of a task's models, and its calls of tools. */
export interface ModelConversation {
  readonly task: TaskRecord;
  /** Turns that came cut, garbled or falsified, with their true content. */
  readonly broken: readonly ModelTurn[];
  readonly whole: readonly ModelTurn[];
  /** The calls of everything except models. */
  readonly tools: readonly TaskCall[];
}

/** The requests of a turn: its text, and each of its tool calls. */
export interface ModelTurn {
  readonly call: TaskCall;
  readonly asks: readonly ToolAsk[];
}

/** Reads the conversation of a task with its models. */
export function conversationOf(
  task: TaskRecord,
  isModel: (call: TaskCall) => boolean,
): ModelConversation {
  const models = task.calls.filter(isModel);
  const whole = models.filter((call) => call.end?.outcome === 'replied' && !isBroken(call));
  return {
    task,
    broken: models.filter(isBroken).map((call) => ({ call, asks: asksOf(call.end?.truth) })),
    whole: whole.map((call) => ({ call, asks: asksOf(call.end?.meaning) })),
    tools: task.calls.filter((call) => !isModel(call)),
  };
}

/** All scalars of a turn, whichever of its calls holds them. */
export function scalarsIn({ asks }: ModelTurn): readonly Scalar[] {
  return asks.flatMap(({ scalars }) => scalars);
}

/** Whether a call began before another. */
export function isBefore(one: TaskCall, other: TaskCall): boolean {
  return one.start.seq < other.start.seq;
}

function isBroken({ end }: TaskCall): boolean {
  return end?.truth !== undefined && end.truth !== null;
}
