import { dispositionOf } from '../ending/disposition-rank.ts';
import { mentions } from '../mentions.ts';
import { isSameOp, isSound, type TaskRecord, type TaskRecords } from '../tasks.ts';
import { factsOf, factsToldBy, isIn, mostWords, statedIn, wordsIn } from '../lost/facts.ts';
import { evidenceOf, mayMiss, newsOf } from '../lost/loss.ts';
import { effectsOf, fieldsOf } from '../lost/effects/effect-calls.ts';
import { isPinned } from '../lost/pinned.ts';
import { settledAs } from '../lost/settled.ts';
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
  { records, allowsCached }: { readonly records: TaskRecords; readonly allowsCached: boolean },
): string | null {
  const { tasks, points } = records;
  if (!twin || [task, twin].some(({ ending }) => dispositionOf(ending) !== 'full')) return null;
  const calls = tasks.flatMap((one) => one.calls);
  for (const asked of evidenceOf(twin, points)) {
    const { label, point } = asked.start;
    const isAsked = task.calls.some((call) => isSameOp(call, asked));
    const isEffect = points[point]?.effects.includes(label) === true;
    if (isAsked || isEffect || mayMiss(task, asked)) continue;
    const earlier = calls.filter(
      (call) => isSameOp(call, asked) && call.start.seq < task.start.seq,
    );
    const last = earlier.at(-1);
    if (!last || isSound(last)) continue;
    const told = earlier.filter(isSound);
    const its = { news: newsOf(told.at(-1) ?? asked), told: told.map(newsOf) };
    const other = otherSent(task, twin, its) ?? otherTold(task, twin, { ...its, points });
    if (other === null || isReplacedOpenly(task, asked, { records, allowsCached })) continue;
    return (
      `${other}, which it took from ${label} of ${point}, a call that it does not make here, and that ` +
      'got no true reply when it was last made'
    );
  }
  return null;
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
