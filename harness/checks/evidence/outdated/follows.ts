import { askedIn } from '../../../model/scenario.ts';
import { answerIn } from '../ending/said.ts';
import { effectsOf, fieldsOf } from '../lost/effects/effect-calls.ts';
import { factsOf, factsToldBy, isAlike, type Facts } from '../lost/facts.ts';
import { evidenceOf, newsOf } from '../lost/loss.ts';
import { isPinned } from '../lost/pinned.ts';
import { settledAs } from '../lost/settled.ts';
import { mentions } from '../mentions.ts';
import { saysEarlier } from '../prose/sources.ts';
import { isSameValue } from '../scalars.ts';
import type { TaskCall, TaskRecord, TaskRecords } from '../tasks.ts';

/** A task of the recovery, the same before the faults, and a question that only that one asked. */
export interface Unasked {
  readonly task: TaskRecord;
  readonly twin: TaskRecord;
  readonly asked: TaskCall;
  /** The last true reply to it. */
  readonly news: unknown;
  readonly records: TaskRecords;
}

/**
 * What a task of the recovery does or says otherwise than before the faults, in words, where nothing that it was told
 * is new: it may follow from what stands in the place of the reply to a question that it does not ask, as a level that
 * is worked out from a default limit. Null where there is none, where the last true reply was another than before, as
 * that may be kept, and where the answer says how old it is, or what it rests on.
 */
export function followsFrom(unasked: Unasked): string | null {
  const { task, twin, asked, news } = unasked;
  if (!isAlike(factsOf(news), factsOf(newsOf(asked))) || isToldOther(unasked)) return null;
  if (hasOtherQuestion(unasked)) return null;
  const [own, usual] = [task, twin].map(({ ending }) => JSON.stringify(answerIn(ending) ?? null));
  if (saysEarlier(own ?? '') && !saysEarlier(usual ?? '')) return null;
  return doneOtherwise(unasked) ?? toldOtherwise(unasked);
}

/** Whether the task asked what the other did not: what rests on another source is for that to judge. */
function hasOtherQuestion({ task, twin, records: { points } }: Unasked): boolean {
  const usual = evidenceOf(twin, points);
  return evidenceOf(task, points).some(
    (call) => !isAct(task, call) && !usual.some((other) => isLike(call, other)),
  );
}

/** Whether a reply told the task a number or a word that none told before the faults: what it does may follow from that. */
function isToldOther({ task, twin, records: { points } }: Unasked): boolean {
  const usual = evidenceOf(twin, points);
  // The reply to an effect of its own tells that it was done.
  const own = evidenceOf(task, points).filter(
    (call) => !isAct(task, call) || usual.some((other) => isLike(call, other)),
  );
  const [told, before] = [toldIn(task, own), toldIn(twin, usual)];
  return (['numbers', 'words'] as const).some(
    (kind) => lacking(told[kind], before[kind]).length > 0,
  );
}

function toldIn({ start }: TaskRecord, replies: readonly TaskCall[]): Facts {
  return factsOf([askedIn(start), replies.map(newsOf)]);
}

function isAct({ effects }: TaskRecord, { start }: TaskCall): boolean {
  return effects.some((effect) => effect.call === start.call);
}

function isLike({ start: one }: TaskCall, { start: other }: TaskCall): boolean {
  return one.point === other.point && one.label === other.label;
}

/** An effect that is made by one of the two alone, or has another argument that nothing told. */
function doneOtherwise({ task, twin, records }: Unasked): string | null {
  const [own, usual] = [effectsOf(task), effectsOf(twin)];
  const isOpen = ({ start }: TaskCall) => !Object.hasOwn(task.start.shouldDo ?? {}, start.label);
  const left = [...usual].find(([key, call]) => !own.has(key) && isOpen(call))?.[1];
  if (left) return `it does no ${left.start.label}, which it did before the faults`;
  for (const [key, call] of own) {
    const { label } = call.start;
    const before = usual.get(key);
    if (!before && isOpen(call)) return `it does ${label}, which it did not before the faults`;
    if (!before) continue;
    const has = fieldsOf(call);
    for (const [field, text] of fieldsOf(settledAs(call, before, task.start.shouldDo?.[label]))) {
      const came = has.get(field);
      if (came === undefined || isOwnName(came, text, { task, twin })) continue;
      if (mentions(askedIn(task.start), came) || isCounted({ task, twin, records }, key, field))
        continue;
      return `${label} has ${came} for ${field}; before the faults it was ${text}`;
    }
  }
  return null;
}

/** Whether two arguments are the same, apart from ids, times and the names of their tasks. */
function isOwnName(
  came: string,
  text: string,
  { task, twin }: Pick<Unasked, 'task' | 'twin'>,
): boolean {
  if (isSameValue(came, text) || (mentions(came, task.id) && mentions(text, twin.id))) return true;
  return [factsOf(came), factsOf(text)].every(({ nonces, times }) => nonces.size + times.size > 0);
}

/** Whether an argument was a third value under the faults: it is another each time, as a count. */
function isCounted(
  { task, twin, records }: Pick<Unasked, 'task' | 'twin' | 'records'>,
  key: string,
  field: string,
): boolean {
  const valueOf = (one: TaskRecord) => {
    const call = effectsOf(one).get(key);
    return call && fieldsOf(call).get(field);
  };
  const known = [task, twin].map(valueOf);
  return records.tasks.some((one) => {
    const value = one.role === 'during' && one.twin === task.twin ? valueOf(one) : undefined;
    return value !== undefined && !known.includes(value);
  });
}

/** The figures or words that an answer tells in the place of others, though nothing told it so. */
function toldOtherwise({ task, twin, records }: Unasked): string | null {
  const [own, usual] = [factsToldBy(task), factsToldBy(twin)];
  const known = toldIn(task, evidenceOf(task, records.points));
  for (const kind of ['numbers', 'words'] as const) {
    const added = lacking(own[kind], usual[kind]).filter(
      (one) => !known[kind].has(one) && one !== task.id,
    );
    const gone = lacking(usual[kind], own[kind]).filter((one) => one !== twin.id);
    if (added.length === 0 || gone.length === 0) continue;
    const came = added.join(' ');
    if (isPinned(came, task, { twins: [twin], points: records.points })) continue;
    return `its answer tells '${came}' in the place of '${gone.join(' ')}' of before the faults`;
  }
  return null;
}

function lacking(some: ReadonlySet<string>, others: ReadonlySet<string>): readonly string[] {
  return [...some].filter((one) => !others.has(one));
}
