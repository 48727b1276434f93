import { asksOf, type ToolAsk, type Scalar } from '../evidence/scalars.ts';
import type { TaskCall, TaskRecord } from '../evidence/tasks.ts';

/** What a task was told by its models, and what it did. */
export interface ModelConversation {
  readonly task: TaskRecord;
  /** Turns that came cut, garbled or falsified, and what they would have said. */
  readonly broken: readonly ModelTurn[];
  readonly whole: readonly ModelTurn[];
  /** Calls of anything but a model. */
  readonly tools: readonly TaskCall[];
}

/** What a turn asks for: its text, and each of its tool calls. */
export interface ModelTurn {
  readonly call: TaskCall;
  readonly asks: readonly ToolAsk[];
}

/** Reads what passed between a task and its models. */
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

/** All that a turn says, apart from which of its calls says it. */
export function scalarsIn({ asks }: ModelTurn): readonly Scalar[] {
  return asks.flatMap(({ scalars }) => scalars);
}

/** Whether one call was begun before another. */
export function isBefore(one: TaskCall, other: TaskCall): boolean {
  return one.start.seq < other.start.seq;
}

function isBroken({ end }: TaskCall): boolean {
  return end?.truth !== undefined && end.truth !== null;
}
