import { isMadeGood, isToldBefore } from '../excuses/told-before.ts';
import { assumedInAnswer, assumedInEffect } from './assumed.ts';
import { otherFigure } from './figures.ts';
import type { Ledger } from '../ledger.ts';
import { withoutReplaced } from '../repeats/requests.ts';
import type { TaskRecord, TaskRecords } from '../tasks.ts';
import { fewerEffects } from './effects/fewer-effects.ts';
import { lossOf, lostAtLast, type Loss } from './loss.ts';
import { lostFact } from './lost-facts.ts';
import { otherArgument } from './effects/other-arguments.ts';
import { assumedQuestion, othersQuestion } from './effects/untold-question.ts';
import { isPinned } from './pinned.ts';
import { isSaidBefore } from './said-before.ts';
import { fullTwins } from './twins.ts';
import { unguardedEffect } from './effects/unguarded.ts';
import { madeTooLate } from '../outdated/made-too-late.ts';
import { unreadState } from '../outdated/unread.ts';
import { unheldLoss } from './unheld.ts';
import { wipedArgument } from './effects/wiped.ts';

const toExpect = 'give the task an expect.answer, or say what it should do in expect.effects';

/** What ends a doubt whether an answer is right. */
export const adviceOfAnswer = `(${toExpect})`;

/** Why the expect.answer that an answer met did not end a doubt of what it tells; '' where the task has none. */
function tooLoose({ start, ending }: TaskRecord, told: string | null): string {
  const isMet = ending.how === 'answered' && ending.correct === true;
  if (!isMet || start.shouldSay === undefined) return '';
  return told === null
    ? '; its expect.answer would pass one without it, too'
    : '; its expect.answer would pass another value, too';
}

/**
 * Why an answer in full may be less than it says: a figure, a fact or an effect of it is other than the
 * same task's without faults, and nothing says that it is right.
 */
export function doubtOfFull(
  task: TaskRecord,
  records: TaskRecords,
  { ledger, allowsCached }: { readonly ledger: Ledger; readonly allowsCached: boolean },
): string | null {
  // Words that were first read as less say so, however else they may be meant.
  if (task.ending.how !== 'answered' || task.ending.mayBe?.includes('full')) return null;
  const { tasks, points } = records;
  const isTold = isToldBefore(task) && !isMadeGood(task);
  const twins = fullTwins(task, tasks);
  if (twins.length === 0) {
    if (isTold) return null;
    const unheld = unheldLoss(task, records);
    return unheld && `${lossWords(task, unheld)}${asIfInFull}, and ${unheld.words} ${toHold}`;
  }
  const loss = lossOf(task, twins, records);
  const call = loss?.call ?? lostAtLast(task, twins, points)[0]?.own.last;
  const met = call ? lossWords(task, { call }) : `task ${task.id} met trouble`;
  const made = withoutReplaced(task, records);
  // What an answer before said that it does not know, none after it knows, whatever is expected of it.
  const isSettled: InFull['isSettled'] = (told) =>
    !isTold && isPinned(told, task, { twins, points });
  const answer = { task, made, twins, records, loss, ledger, allowsCached, isTold, isSettled };
  const isCached = allowsCached && isSaidBefore(task, tasks);
  // What changes from time to time is not shown by one alone.
  const isAlone = loss === null && twins.length === 1;
  const usual = isAlone ? [isUnread] : isCached ? ofDeeds : [...ofDeeds, ...ofWords];
  const rules = isTold ? ofAssumed : usual;
  for (const rule of rules) {
    const words = rule(answer);
    if (words !== null) return `${met}${words}`;
  }
  return null;
}

/** An answer in full of a task that met trouble, and what it is held to. */
interface InFull {
  readonly task: TaskRecord;
  /** The task without the effects that later ones of it replaced. */
  readonly made: TaskRecord;
  /** The same task without faults, each time that it was answered in full. */
  readonly twins: readonly TaskRecord[];
  readonly records: TaskRecords;
  readonly loss: Loss | null;
  readonly ledger: Ledger;
  readonly allowsCached: boolean;
  /** Whether an answer before said that it is less, of all that the task lacks. */
  readonly isTold: boolean;
  /** Whether what a task expects says that it is right to tell this; null is all that it tells. */
  readonly isSettled: (told: string | null) => boolean;
}

/** Says how an answer differs, as the rest of a sentence, and what ends the doubt; null where it does not. */
type Rule = (answer: InFull) => string | null;

/** What a task did not read again is so at another time: what is expected, or was said before, does not say when. */
const isUnread: Rule = ({ task, twins, records }) => {
  const unread = unreadState(task, twins, records.points);
  return unread && `${asIfInFull}, and ${unread.words} ${toGuard(unread.label)}`;
};

const hasAssumed: Rule = ({ loss, isTold, ...held }) => {
  const assumed = loss && assumedInEffect({ ...held, loss });
  const advice = isTold ? toAskAgain : toArgue;
  return assumed && `${asIfInFull}, and ${assumed.words}; nothing told it so here ${advice}`;
};

const tellsAssumed: Rule = ({ loss, isTold, isSettled, ...held }) => {
  const assumed = loss && assumedInAnswer({ ...held, loss });
  if (assumed === null || isSettled(assumed.told)) return null;
  const advice = isTold ? toAskAgain : toKnow(held.task, assumed.told);
  return `, and its answer as if in full ${assumed.words}; nothing told it so here ${advice}`;
};

/** What a task takes for so without a reply: it stays a doubt where an answer before said that it is less. */
const ofAssumed: readonly Rule[] = [hasAssumed, tellsAssumed];

/** What a task did, or asked: an expected answer says nothing of its effects, nor does one given before. */
const ofDeeds: readonly Rule[] = [
  ({ task, made, twins, records, loss, ledger }) => {
    const effect =
      fewerEffects(task, twins, ledger) ?? otherArgument(made, twins, loss, records.points);
    return effect && `${asIfInFull}, and ${effect} ${toArgue}`;
  },
  ({ made, twins }) => {
    const late = madeTooLate(made, twins);
    return late && `${asIfInFull}, and ${late} ${toArgue}`;
  },
  ({ made, twins, records, loss }) => {
    const wiped = wipedArgument(made, twins, loss, records.points);
    return wiped && `${asIfInFull}, and ${wiped.words} ${toSend(wiped.label)}`;
  },
  hasAssumed,
  ({ task, twins, loss }) => {
    const unguarded = unguardedEffect(task, twins, loss);
    if (unguarded === null) return null;
    return `, answers as if in full, and ${unguarded.words} ${toGuard(unguarded.label)}`;
  },
  isUnread,
  ({ task, twins, records, isSettled }) => {
    const question = othersQuestion(task, twins, records);
    if (question === null || isSettled(null)) return null;
    return `${asIfInFull}, and ${question} (${toExpect}${tooLoose(task, null)})`;
  },
  // An expected answer names what was found, and not what should have been looked for.
  ({ task, twins, loss }) => {
    const question = loss && assumedQuestion(task, twins, loss);
    return question && `${asIfInFull}, and ${question} ${toArgue}`;
  },
];

/** What an answer tells: a figure shows more clearly than a fact that something is other. */
const ofWords: readonly Rule[] = [
  ({ task, twins, isSettled }) => {
    const isBound = Object.keys(task.start.shouldDo ?? {}).length > 0;
    const other = isBound ? null : otherFigure(task, twins);
    if (other === null || isSettled(other.told)) return null;
    return (
      `${asIfInFull}, with ${other.came} for ${other.field}; ` +
      `without faults it is ${other.usual}, and nothing says which is right (${toExpect}${tooLoose(task, other.told)})`
    );
  },
  ({ task, twins, records, loss, isSettled }) => {
    const fact = loss && lostFact(task, twins, loss, records.points);
    if (fact === null || isSettled(fact.told)) return null;
    return `, and its answer as if in full ${fact.words} ${toTell(task, fact.told)}`;
  },
  tellsAssumed,
];

const asIfInFull = ' and answers as if in full';

const toTell = (task: TaskRecord, told: string | null) =>
  `(one that rests on less says so, as by disposition: 'degraded'; else give the task an expect.answer that names what is right${tooLoose(task, told)})`;
const toKnow = (task: TaskRecord, told: string | null) =>
  `(one that does not know it says so, as by disposition: 'degraded'; else give the task an expect.answer or expect.wrong that another value in its place does not pass${tooLoose(task, told)})`;
const toAskAgain =
  '(an answer before said that it is less: one that has not asked again with success says so, too)';
const toArgue =
  "(an answer that rests on less says so, as by disposition: 'degraded'; else say in expect.effects with which arguments it should come, or in expect.optional which replies it may do without)";
const toGuard = (label: string) =>
  `(if the reply is to say whether it may go on, nothing said so; if the task may do without, say expect: { optional: ['${label}'] }, or let the answer say that it did)`;
const toSend = (label: string) =>
  `(say what it should send: expect: { effects: { '${label}': [{ … }] } }; what the phases after it read is what it left)`;
const toHold =
  '(leave `phases` out, or give the task an expect.answer that names what replies tell, or the call as expect.optional)';

/** Says which reply a task lost. */
export function lossWords({ id }: TaskRecord, { call }: Pick<Loss, 'call'>): string {
  const { label, point } = call.start;
  // Without the fault: a search merges equal reasons, and names a schedule of each.
  return `task ${id} got no true reply to ${label} of ${point}`;
}
