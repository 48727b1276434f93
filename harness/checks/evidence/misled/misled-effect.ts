import { derivedCalls } from '../claims/derived.ts';
import { argumentsOf } from '../scalars.ts';
import type { TaskCall } from '../tasks.ts';
import { misledCalls } from './broken-arguments.ts';
import type { ModelConversation } from './conversation.ts';

/**
 * Finds the question by which a call was misled: one that asks with a remainder of a broken turn's
 * argument, whose reply, over any number of calls, is the only source of an argument of the call.
 * Undefined where there is none, and where calls of that label have the same arguments when no turn
 * is broken: then the question led to the right thing.
 */
export function misleadingQuestion(
  talk: ModelConversation,
  sound: readonly TaskCall[],
): (call: TaskCall) => TaskCall | undefined {
  const { task, whole, tools } = talk;
  const misled = misledCalls(talk, sound);
  if (misled.length === 0) return () => undefined;
  const turns = whole.map((turn) => turn.call);
  const heard = task.calls.filter((call) => tools.includes(call) || turns.includes(call));
  const derived = derivedCalls(
    { ...task, calls: heard },
    { misled, isModel: (call) => turns.includes(call) },
  );
  return (call) => {
    const isUsual = argumentsOf(call).every(({ text }) =>
      sound.some(
        (one) =>
          one.start.label === call.start.label &&
          argumentsOf(one).some((other) => other.text === text),
      ),
    );
    if (!derived.has(call) || isUsual) return undefined;
    return misled.findLast(({ start }) => start.seq < call.start.seq);
  };
}
