import { askedIn } from '../../../model/scenario.ts';
import { isBefore, scalarsIn, type ModelConversation, type ModelTurn } from './conversation.ts';
import { mentions } from '../mentions.ts';
import { argumentsOf, isLeftOf, type Scalar } from '../scalars.ts';
import type { TaskCall } from '../tasks.ts';

/** An argument of a call that is only a part of a turn's argument, or such a part and then the whole. */
export interface BrokenArgument {
  readonly argument: Scalar;
  readonly asked: Scalar;
  readonly turn: TaskCall;
}

/**
 * The arguments of a call that are remainders of a broken turn's arguments, unless another source
 * contained them by then. `sound` are calls without a broken turn before them, whose values are the
 * agent's own.
 */
export function brokenArguments(
  call: TaskCall,
  talk: ModelConversation,
  sound: readonly TaskCall[],
): readonly BrokenArgument[] {
  return argumentsOf(call).flatMap((argument) => {
    const found = talk.broken.flatMap((turn) => {
      if (!isBefore(turn.call, call)) return [];
      const asked = scalarsIn(turn).find(
        (one) =>
          isBegunTwice(argument, one) ||
          (isCutFrom(argument, one) && !isTold(one, turn, call, talk)),
      );
      return asked ? [{ argument, asked, turn: turn.call }] : [];
    });
    return found.length > 0 && !isKnown(argument, call, talk, sound) ? found : [];
  });
}

/** Whether an argument is a remainder of what was asked, or the beginning of it with an end of its own, such as `…`. */
function isCutFrom(argument: Scalar, asked: Scalar): boolean {
  if (isLeftOf(argument, asked)) return true;
  const [text, whole] = [argument.text.trim(), asked.text.trim()];
  const kept = text.slice(0, commonLength(text, whole)).trimEnd();
  const isAll = !/[\p{L}\p{N}]/u.test(whole.slice(kept.length));
  // A text that only begins alike goes on in words.
  const isEnd = (text.slice(kept.length).match(/[\p{L}\p{N}]/gu)?.length ?? 0) <= 1;
  return !isAll && isEnd && kept.length >= 5 && isLeftOf({ ...argument, text: kept }, asked);
}

/** Whether an argument is what was asked, after the beginning of it: what a cut turn said stood there when it came whole. */
function isBegunTwice({ text }: Scalar, asked: Scalar): boolean {
  const [said, whole] = [text.trim(), asked.text.trim()];
  const begun = said.slice(0, -whole.length).trim();
  return begun.length >= 5 && said.endsWith(whole) && whole.startsWith(begun);
}

function commonLength(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

/** The calls of tools that ask with a remainder of what a broken turn said. */
export function misledCalls(
  talk: ModelConversation,
  sound: readonly TaskCall[],
): readonly TaskCall[] {
  if (talk.broken.length === 0) return [];
  return talk.tools.filter((call) => brokenArguments(call, talk, sound).length > 0);
}

/**
 * Whether the agent was told the whole argument later, so that it shortened the argument by itself.
 */
function isTold(
  asked: Scalar,
  from: ModelTurn,
  until: TaskCall,
  { whole }: ModelConversation,
): boolean {
  return whole.some(
    (turn) =>
      isBefore(from.call, turn.call) && isBefore(turn.call, until) && says(turn, asked.text),
  );
}

function says(turn: ModelTurn, text: string): boolean {
  return scalarsIn(turn).some((one) => one.text === text || mentions(one.text, text));
}

function isKnown(
  argument: Scalar,
  call: TaskCall,
  { task, broken, whole, tools }: ModelConversation,
  sound: readonly TaskCall[],
): boolean {
  const text = argument.text.trim();
  const holds = (one: TaskCall) => argumentsOf(one).some((scalar) => scalar.text.trim() === text);
  // A reply that repeats what it was asked tells nothing.
  const tells = (one: TaskCall) =>
    (one.end?.seq ?? Infinity) < call.start.seq && mentions(one.end?.meaning, text) && !holds(one);
  return (
    mentions(askedIn(task.start), text) ||
    whole.some((turn) => isBefore(turn.call, call) && says(turn, text)) ||
    broken.some((turn) => scalarsIn(turn).some((one) => one.text.trim() === text)) ||
    tools.some(tells) ||
    sound.some((one) => one.start.label === call.start.label && holds(one))
  );
}
