import { check, type Checker } from '../model/checker.ts';
import { notApplicable } from '../model/verdict.ts';
import { argumentsOf, isLeftOf, scalarsOfTurn, type Scalar } from './scalars.ts';
import { judgeTasks, noEffects, verdictOf, type Finding } from './finding.ts';
import { mentions } from './mentions.ts';
import type { TaskCall, TaskRecord } from './tasks.ts';

/**
 * No effect of the storm follows from a turn of the model that came cut, garbled or falsified: none has
 * an argument that is only a part of what the true turn asked for (`gre tea` for `green tea`,
 * `/orders/104` for `/orders/1042`), as long as nobody else said that part: the task's input, an earlier
 * reply of a tool, a turn that came whole, a call that no broken turn preceded.
 *
 * It does not see arguments that became altogether other ones (a default in the place of a field that
 * was cut off, an id that a falsified turn made up), effects that no point declares or no task owns, nor
 * turns that a link broke.
 */
export function faithful(): Checker {
  return check('faithful', (trace) => {
    if (noEffects(trace, {})) return notApplicable('no point declares an effect');
    const isModel = (call: TaskCall) => trace.points[call.start.point]?.kind === 'model';
    return judgeTasks(trace, 'storm', (tasks, { tasks: all }) => {
      const conversations = tasks.map((task) => conversationOf(task, isModel));
      if (conversations.every(({ broken }) => broken.length === 0)) {
        return notApplicable('every turn of a model came whole, or not at all');
      }
      const sound = all.flatMap((task) => soundCalls(task, isModel));
      return verdictOf(conversations.flatMap((one) => judge(one, sound)));
    });
  });
}

/** What a task was told by its models, and what it did. */
interface Conversation {
  readonly task: TaskRecord;
  /** Turns that came cut, garbled or falsified, and what they would have said. */
  readonly broken: readonly Said[];
  readonly whole: readonly Said[];
  readonly tools: readonly TaskCall[];
}

interface Said {
  readonly call: TaskCall;
  readonly scalars: readonly Scalar[];
}

type IsModel = (call: TaskCall) => boolean;

function conversationOf(task: TaskRecord, isModel: IsModel): Conversation {
  const models = task.calls.filter(isModel);
  const whole = models.filter((call) => call.end?.outcome === 'replied' && !isBroken(call));
  return {
    task,
    broken: models.filter(isBroken).map((call) => said(call, call.end?.truth)),
    whole: whole.map((call) => said(call, call.end?.meaning)),
    tools: task.calls.filter((call) => !isModel(call)),
  };
}

function said(call: TaskCall, turn: unknown): Said {
  return { call, scalars: scalarsOfTurn(turn) };
}

function isBroken({ end }: TaskCall): boolean {
  return end?.truth !== undefined && end.truth !== null;
}

/** Calls that follow from no broken turn of their task: what they hold is the agent's own. */
function soundCalls(task: TaskRecord, isModel: IsModel): readonly TaskCall[] {
  const first = task.calls.find((call) => isModel(call) && isBroken(call));
  const until = first?.start.seq ?? Number.POSITIVE_INFINITY;
  return task.calls.filter((call) => !isModel(call) && call.start.seq < until);
}

function judge(talk: Conversation, sound: readonly TaskCall[]): readonly Finding[] {
  return talk.task.effects.flatMap((effect) => {
    const call = talk.tools.find(({ start }) => start.call === effect.call);
    const found = call && argumentsOf(call).flatMap((one) => originOf(one, call, talk, sound));
    return call && found?.[0] ? [wordOf(talk.task, call, effect.seq, found[0])] : [];
  });
}

/** Where a part of an argument was lost. */
interface Loss {
  readonly argument: Scalar;
  readonly asked: Scalar;
  readonly turn: TaskCall;
}

/** The broken turn that an argument is left of; none where anybody said just that. */
function originOf(
  argument: Scalar,
  call: TaskCall,
  talk: Conversation,
  sound: readonly TaskCall[],
): readonly Loss[] {
  const { seq } = call.start;
  const losses = talk.broken
    .filter((turn) => turn.call.start.seq < seq)
    .flatMap((turn) => {
      const asked = turn.scalars.find((one) => isLeftOf(argument, one));
      // An agent that was told all of it later shortened it by itself.
      const isTold =
        asked && talk.whole.some((one) => isBetween(one, turn, seq) && says(one, asked));
      return asked && !isTold ? [{ argument, asked, turn: turn.call }] : [];
    });
  return losses.length > 0 && !isKnown(argument, call, talk, sound) ? losses : [];
}

function isBetween({ call }: Said, { call: from }: Said, until: number): boolean {
  return call.start.seq > from.start.seq && call.start.seq < until;
}

function says({ scalars }: Said, { text }: Scalar): boolean {
  return scalars.some((one) => one.text === text || mentions(one.text, text));
}

/** Whether anybody but a broken turn said it by then. */
function isKnown(
  argument: Scalar,
  { start }: TaskCall,
  { task, broken, whole, tools }: Conversation,
  sound: readonly TaskCall[],
): boolean {
  const text = argument.text.trim();
  const holds = (call: TaskCall) => argumentsOf(call).some((one) => one.text.trim() === text);
  return (
    mentions(task.start.input, text) ||
    whole.some((turn) => turn.call.start.seq < start.seq && says(turn, { ...argument, text })) ||
    broken.some(({ scalars }) => scalars.some((one) => one.text.trim() === text)) ||
    tools.some(
      // A reply that repeats what it was asked tells nothing.
      (call) =>
        (call.end?.seq ?? Infinity) < start.seq &&
        mentions(call.end?.meaning, text) &&
        !holds(call),
    ) ||
    sound.some((call) => call.start.label === start.label && holds(call))
  );
}

function wordOf(task: TaskRecord, call: TaskCall, seq: number, loss: Loss): Finding {
  const { argument, asked, turn } = loss;
  const { label } = call.start;
  const how = turn.hits[0]?.fault ?? 'cut at its limit of tokens';
  const field = argument.field === '' ? '' : `${argument.field} `;
  return {
    reason:
      `task ${task.id}: ${label} with ${field}'${shortened(argument.text)}' follows from a turn that ` +
      `came broken (${how}); the model asked for '${shortened(asked.text)}'`,
    evidence: [turn.end?.seq ?? turn.start.seq, seq],
    signature: `faithful: ${label} with arguments of a broken turn`,
  };
}

function shortened(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
