import { answerIn } from '../ending/said.ts';
import { clipped } from '../ending/wrong-answer.ts';
import { askedIn } from '../../../model/scenario.ts';
import { isCorrected, type EarlierAnswer } from '../conversation/as-answered.ts';
import type { Leaf } from '../partial/leaves.ts';
import { leavesUntold } from '../prose/left-open.ts';
import { apart, partsOf } from '../prose/sentences.ts';
import { sourcesSaidIn } from '../prose/sources.ts';
import { wordsIn } from '../prose/words.ts';
import { argumentsOf } from '../scalars.ts';
import { isSound, type TaskCall, type TaskRecord, type TaskRecords } from '../tasks.ts';
import { shown, timesIn } from './assumed.ts';
import { lossWords } from './doubt-of-full.ts';
import { effectsOf } from './effects/effect-calls.ts';
import { fieldOf, statedIn } from './facts.ts';
import { evidenceOf, falsifiedIn, lossOf, newsOf } from './loss.ts';
import { saidOfThing } from './of-its-thing.ts';
import { isPinned } from './pinned.ts';
import { foundIn, isSamePlace, placesOf, type Place } from './places.ts';
import { sumsOf } from './sums.ts';
import { fullTwins } from './twins.ts';

/** Of each answer of a task that tells something in the place of a reply it may do without, why that may be false. */
export function doubtsOfPlace(
  task: TaskRecord,
  records: TaskRecords,
  how: {
    readonly allowsCached: boolean;
    readonly earlier: (task: TaskRecord) => readonly EarlierAnswer[];
  },
): readonly string[] {
  if ((task.start.mayMiss ?? []).length === 0) return [];
  const before = how.earlier(task).flatMap(({ message, later, ...then }) => {
    if (isCorrected(later)) return [];
    const doubt = doubtOfPlace(then.task, then.records, how);
    return doubt === null ? [] : [`of the answer to message ${message}: ${doubt}`];
  });
  const last = doubtOfPlace(task, records, how);
  return last === null ? before : [...before, last];
}

/**
 * Why an answer, in full or degraded, may tell something false in the place of a lost reply that its task may do
 * without: there stands a value that nothing told the task, where without faults it tells that reply's. To leave it
 * out, or to say that it is not known, is no doubt.
 */
function doubtOfPlace(
  task: TaskRecord,
  records: TaskRecords,
  { allowsCached }: { readonly allowsCached: boolean },
): string | null {
  const { ending } = task;
  if (ending.how !== 'answered' || !/^(?:full|degraded)$/.test(ending.disposition)) return null;
  // An expected answer is asked of one in full only.
  if (ending.wrong || (ending.disposition === 'full' && ending.correct === false)) return null;
  const twins = fullTwins(task, records.tasks);
  const loss = lossOf(task, twins, records, true);
  const [first, ...others] = twins.map((twin, n) => toldIn(twin, loss?.missed[n] ?? []));
  const isKnown = knownTo(task, records, allowsCached);
  for (const { place, call } of first ?? []) {
    if (!others.every((its) => its.some((one) => isSamePlace(one.place, place)))) continue;
    for (const { value, around } of foundIn(ending.answer, place)) {
      const told: Leaf = { path: place.path, value };
      const [said, usual] = [value, place.value].map((one) => shown({ ...told, value: one }));
      // One digit may be so by chance.
      if (said === usual && /^\d$/.test(String(value))) continue;
      const isUntold = leavesUntold(around) || saysUntold(task, call, place);
      if (!/[\p{L}\p{N}]/u.test(String(value)) || isUntold || isKnown(told)) continue;
      if (isPinned(String(value), task, { twins, points: records.points })) continue;
      const other =
        said === usual
          ? `${said}, which without faults that reply tells it`
          : `${said} where without faults it tells ${usual} by that reply`;
      return `${lossWords(task, { call })}, and its answer tells ${other}; nothing told it so here ${toLeaveOut}`;
    }
  }
  return ofThing(task, { twins, missed: loss?.missed[0] ?? [], records, allowsCached });
}

/** Why an answer may tell something false of what a lost reply tells of, in other words than without faults. */
function ofThing(
  task: TaskRecord,
  {
    twins,
    missed,
    records,
    allowsCached,
  }: {
    readonly twins: readonly TaskRecord[];
    readonly missed: readonly TaskCall[];
    readonly records: TaskRecords;
    readonly allowsCached: boolean;
  },
): string | null {
  const [twin] = twins;
  if (!twin) return null;
  const known = knownIn(task, records, allowsCached);
  for (const call of missed) {
    for (const { sentence, untold } of saidOfThing(task, twin, call, known)) {
      const isSettled = (word: string) => isPinned(word, task, { twins, points: records.points });
      if (untold.length > 0 && untold.every(isSettled)) continue;
      return `${lossWords(task, { call })}, and its answer says of what that reply tells: ${clipped(sentence)}; nothing told it so here ${toLeaveOut}`;
    }
  }
  return null;
}

const toLeaveOut =
  '(expect.optional lets an answer leave it out or say that it does not know it, and tell no other value in its place; else say in expect.answer or expect.wrong what is right)';

/** The values of lost replies in the answer of a task without faults, with their places. */
function toldIn(
  twin: TaskRecord,
  missed: readonly TaskCall[],
): readonly { readonly place: Place; readonly call: TaskCall }[] {
  const answer = answerIn(twin.ending);
  return missed.flatMap((call) =>
    statedIn(newsOf(call)).flatMap((leaf) =>
      placesOf(answer, leaf).map((place) => ({ place, call })),
    ),
  );
}

/** Finds whether a value follows from what a task was told, or sent by itself. */
function knownTo(
  task: TaskRecord,
  records: TaskRecords,
  allowsCached: boolean,
): (value: Leaf) => boolean {
  const known = knownIn(task, records, allowsCached);
  const told = evidenceOf(task, records.points).map(newsOf);
  const sums = new Set([...sumsOf(told).values()].map(({ text }) => text));
  return (value) => timesIn(known, value) > 0 || sums.has(String(value.value));
}

/**
 * What a task was asked and told, and sent by itself; what an earlier task was told is known where the answer says of
 * when it is, or may come from a cache.
 */
function knownIn(
  task: TaskRecord,
  { tasks, points }: TaskRecords,
  allowsCached: boolean,
): readonly unknown[] {
  const sent = [...effectsOf(task).values()].flatMap(argumentsOf).map(({ text }) => text);
  const told = [evidenceOf(task, points), falsifiedIn(task, points)].flat().map(newsOf);
  const isDated = textsIn(task).some((text) => sourcesSaidIn(text).length > 0 || age.test(text));
  const before = allowsCached || isDated ? tasks.filter((one) => isBefore(one, task)) : [];
  const earlier = before.flatMap((one) => evidenceOf(one, points).map(newsOf));
  return [askedIn(task.start), told, sent, earlier];
}

const age =
  /\b(?:ago|old|earlier|since|previous\w*|vor|alt|frueher|fruher|zuletzt|il y a|ancien\w*|hace|antigu\w*|ha|atras|antig\w*)\b/i;

function isBefore({ end }: TaskRecord, { start }: TaskRecord): boolean {
  return end !== null && end.seq < start.seq;
}

/** Whether another sentence of an answer says so of the lost reply: it names what was asked, or what the value is about. */
function saysUntold(
  task: TaskRecord,
  { start }: TaskCall,
  { path, before, value }: Place,
): boolean {
  const { point, label } = start;
  const isDown = !task.calls.some((call) => call.start.point === point && isSound(call));
  const asked = label.replace(/^\S+ /, '').replaceAll(/:\w+/g, '');
  const names = wordsIn(apart(`${asked} ${isDown ? point : ''}`));
  const about = [...names, before?.word ?? fieldOf({ path, value })].filter(
    (word) => word.length > 2,
  );
  // That it does not rain says so itself.
  const denied = typeof value === 'boolean' ? `not ${apart(fieldOf({ path, value }))}` : null;
  return textsIn(task).some(
    (text) =>
      text !== denied && leavesUntold(text) && wordsIn(text).some((word) => about.includes(word)),
  );
}

/** The sentences of an answer, each with the name of its field; a flag that is off is a denial of it. */
function textsIn({ ending }: TaskRecord): readonly string[] {
  return statedIn(answerIn(ending)).flatMap((leaf) => {
    const field = apart(fieldOf(leaf));
    if (leaf.value === false) return [`not ${field}`];
    return partsOf(String(leaf.value)).map((text) => `${field} ${text}`);
  });
}
