import { dispositionOf } from '../ending/disposition-rank.ts';
import { mentions } from '../mentions.ts';
import { isSameOp, isSound, type TaskCall, type TaskRecord, type TaskRecords } from '../tasks.ts';
import { factsOf, factsToldBy, isIn, mostWords, statedIn, wordsIn } from '../lost/facts.ts';
import { evidenceOf, mayMiss, newsOf } from '../lost/loss.ts';
import { effectsOf, fieldsOf } from '../lost/effects/effect-calls.ts';
import { isPinned } from '../lost/pinned.ts';
import { settledAs } from '../lost/settled.ts';
import { followsFrom } from './follows.ts';
import { isReplacedOpenly } from './other-source.ts';

/**
 * What a task of the recovery that answers in full has in the place of what the same task took from a question before
 * the faults, in words, where it does not ask that question, and the last time that anyone did, the reply was lost:
 * it may be what an agent put in the place of that reply and kept. Null where there is none. A true reply may be
 * kept, also one that told something else under the faults, and what another source told where the answer says so.
 */
export function keptInstead(
  task: TaskRecord,
  twin: TaskRecord | undefined,
  allowed: Allowed,
): string | null {
  const { points } = allowed.records;
  if (!twin) return null;
  for (const { news, told, isItself, words } of unaskedBy(task, twin, allowed)) {
    if (!isItself) continue;
    const other =
      otherSent(task, twin, { news, told }) ?? otherTold(task, twin, { news, told, points });
    if (other !== null) return `${other}, which it took from ${words}`;
  }
  return null;
}

/**
 * What such a task does or says otherwise without a new reply, in words, as by a default limit that was kept: also where
 * only another call of that point was lost since the last true reply, which may keep an agent from asking there.
 */
export function followsFromKept(
  task: TaskRecord,
  twin: TaskRecord | undefined,
  allowed: Allowed,
): string | null {
  const { records } = allowed;
  if (!twin) return null;
  for (const { asked, news, isItself, words } of unaskedBy(task, twin, allowed)) {
    // What a change of something else led to is a state of the agent's own.
    if (asked.start.safe !== true && !isItself) continue;
    // One with other arguments, as its own reference, may be the same question.
    const isLike = ({ start }: TaskCall) =>
      start.point === asked.start.point && start.label === asked.start.label;
    if (task.calls.filter(isLike).length >= twin.calls.filter(isLike).length) continue;
    const other = followsFrom({ task, twin, asked, news, records });
    if (other !== null) return `${other}, which may follow from ${words}`;
  }
  return null;
}

interface Allowed {
  readonly records: TaskRecords;
  readonly allowsCached: boolean;
}

/** A question that a task does not ask, of the same task before the faults. */
interface Unasked extends Asked {
  readonly asked: TaskCall;
  /** Whether its own reply was lost, and not that of another call at its point. */
  readonly isItself: boolean;
  readonly words: string;
}

function unaskedBy(
  task: TaskRecord,
  twin: TaskRecord,
  { records, allowsCached }: Allowed,
): readonly Unasked[] {
  const { tasks, points } = records;
  if ([task, twin].some(({ ending }) => dispositionOf(ending) !== 'full')) return [];
  const calls = tasks.flatMap((one) => one.calls);
  return evidenceOf(twin, points).flatMap((asked): readonly Unasked[] => {
    const { label, point } = asked.start;
    const isAsked = task.calls.some((call) => isSameOp(call, asked));
    const isEffect = points[point]?.effects.includes(label) === true;
    if (isAsked || isEffect || mayMiss(task, asked)) return [];
    const earlier = calls.filter(
      ({ start }) => start.point === point && start.seq < task.start.seq,
    );
    const told = earlier.filter((call) => isSameOp(call, asked) && isSound(call));
    const last = told.at(-1) ?? asked;
    const lost = earlier.findLast((call) => !isSound(call) && call.start.seq > last.start.seq);
    if (!lost || isReplacedOpenly(task, asked, { records, allowsCached })) return [];
    const itself = earlier.findLast((call) => isSameOp(call, asked));
    const isItself = itself !== undefined && !isSound(itself);
    const which = isItself
      ? 'that got no true reply when it was last made'
      : `since it was last made ${lost.start.label} of ${point} got no true reply`;
    const words = `${label} of ${point}, a call that it does not make here, and ${which}`;
    return [{ asked, news: newsOf(last), told: told.map(newsOf), isItself, words }];
  });
}

/** What true replies to a question told before a task began: the last of them, and all. */
interface Asked {
  readonly news: unknown;
  readonly told: readonly unknown[];
}

/** The argument of an effect that is other than before the faults, though the last true reply told that one. */
function otherSent(task: TaskRecord, twin: TaskRecord, { news, told }: Asked): string | null {
  const own = effectsOf(task);
  for (const [key, call] of effectsOf(twin)) {
    const made = own.get(key);
    if (!made) continue;
    const { label } = made.start;
    const sent = fieldsOf(made);
    for (const [field, text] of fieldsOf(settledAs(made, call, task.start.shouldDo?.[label]))) {
      const came = sent.get(field);
      if (came === text || !mentions(news, text)) continue;
      if (came !== undefined && mentions(told, came)) continue;
      const what = came === undefined ? `no ${field}` : `${came} for ${field}`;
      return `${label} has ${what}; before the faults it was ${text}`;
    }
  }
  return null;
}

/** The figure or word that an answer lacks, though before the faults it told it, and the last true reply did. */
function otherTold(
  task: TaskRecord,
  twin: TaskRecord,
  { news, points }: Asked & Pick<TaskRecords, 'points'>,
): string | null {
  if (isPinned(null, task, { twins: [twin], points })) return null;
  const [own, usual] = [factsToldBy(task), factsToldBy(twin)];
  for (const leaf of statedIn(news)) {
    const { numbers } = factsOf(leaf.value);
    const number = [...numbers].find((one) => usual.numbers.has(one) && !own.numbers.has(one));
    const words = wordsIn(leaf);
    const isValue = words.length > 0 && words.length <= mostWords;
    const isLacking = isValue && isIn(words, usual.words) && !isIn(words, own.words);
    const lacking = number ?? (isLacking ? words.join(' ') : undefined);
    if (lacking !== undefined) return `its answer lacks '${lacking}' of before the faults`;
  }
  return null;
}
