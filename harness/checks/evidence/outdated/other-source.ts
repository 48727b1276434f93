import { isFor } from '../../../model/fault/facet.ts';
import { askedIn } from '../../../model/scenario.ts';
import { dispositionOf } from '../ending/disposition-rank.ts';
import { isToldBefore } from '../excuses/told-before.ts';
import {
  factsOf,
  factsToldBy,
  isAlike,
  isIn,
  mostWords,
  statedIn,
  wordsIn,
} from '../lost/facts.ts';
import { evidenceOf, mayMiss, newsOf } from '../lost/loss.ts';
import { isPinned } from '../lost/pinned.ts';
import { twinsBefore } from '../lost/twins.ts';
import { mentions } from '../mentions.ts';
import { argumentsOf } from '../scalars.ts';
import { isSound, type TaskCall, type TaskRecord, type TaskRecords } from '../tasks.ts';
import { argumentElsewhere, type Replaced } from './elsewhere.ts';
import { saysSource } from './said-source.ts';

/**
 * What an answer in full, or an effect of its task, took from another source than each such task before the faults
 * did, where the answer says nothing of that, in words; null where it took nothing so. The question that each asked got no true
 * reply here, or was not asked. A source that tells the same, or what is expected, is as good.
 */
export function takenElsewhere(task: TaskRecord, records: TaskRecords): string | null {
  if (dispositionOf(task.ending) !== 'full' || isToldBefore(task)) return null;
  // Without any failure it is no fault that an agent asks another source.
  if (records.tasks.every(({ calls }) => calls.every(isSound))) return null;
  const before = inFullBefore(task, records);
  for (const replaced of replacedIn(task, before, records)) {
    const other =
      argumentElsewhere(task, before, replaced) ??
      toldElsewhere(task, before, { ...replaced, points: records.points });
    if (other === null || saysSource(task, before, replaced)) continue;
    const [lost, standIn] = replaced.names;
    return (
      `${other}; it asked ${standIn} and got no true reply to ${lost}, which it had before the faults, ` +
      'and nothing in its answer says so'
    );
  }
  return null;
}

/** Whether a task asked another source in the place of a question of before the faults, and says so, or may do it in silence. */
export function isReplacedOpenly(
  task: TaskRecord,
  { start }: TaskCall,
  { records, allowsCached }: { readonly records: TaskRecords; readonly allowsCached: boolean },
): boolean {
  const before = inFullBefore(task, records);
  const replaced = replacedIn(task, before, records).filter(({ lost }) =>
    lost.some((one) => one.start.point === start.point && one.start.label === start.label),
  );
  return replaced.some((one) => allowsCached || saysSource(task, before, one));
}

function inFullBefore(task: TaskRecord, { tasks }: TaskRecords): readonly TaskRecord[] {
  return twinsBefore(task, tasks).filter(({ ending }) => dispositionOf(ending) === 'full');
}

/** What ends a doubt about another source. */
export const adviceOfSource =
  "(an answer that rests on another source says so, in words or by disposition: 'degraded'; else say in expect.effects or expect.answer what is right, or name the question in expect.optional)";

function replacedIn(
  task: TaskRecord,
  before: readonly TaskRecord[],
  { tasks, points }: TaskRecords,
): readonly Replaced[] {
  const own = questionsOf(task, points);
  const usual = before.map((twin) => questionsOf(twin, points));
  const calls = tasks.flatMap((one) => one.calls);
  return (usual[0] ?? []).flatMap((first): readonly Replaced[] => {
    const asked = usual.map((its) => its.find((one) => isLike(one, first)));
    const lost = asked.flatMap((one) => one?.call ?? []);
    if (lost.length < before.length || mayMiss(task, first.call)) return [];
    if (own.some((one) => isLike(one, first))) return [];
    const tellsOther = ({ call }: Question) => lost.every((one) => !tellsTheSame(call, one));
    const others = own.filter((one) => usual.every((its) => !its.some((it) => isLike(it, one))));
    const last = calls.findLast(
      ({ start }) =>
        start.point === first.call.start.point &&
        start.label === first.call.start.label &&
        start.seq < (task.end?.seq ?? Infinity),
    );
    // A second source that was asked before, too, stands in for one that failed.
    const isNew = others.length > 0;
    const isFailed = last !== undefined && !isSound(last);
    const standIns = (isNew ? others : isFailed ? own : []).filter(tellsOther);
    const [standIn] = standIns;
    if (!standIn) return [];
    const rest = evidenceOf(task, points).filter(
      (call) => !standIns.some((one) => one.call === call),
    );
    return [
      {
        names: [nameOf(first), nameOf(standIn)],
        lost,
        standIns: standIns.map(({ call }) => call),
        isNew,
        shared: [askedIn(task.start), ...rest.map(newsOf)],
      },
    ];
  });
}

/** A question of a task that got a true reply, and the words by which it chooses what is asked. */
interface Question {
  readonly call: TaskCall;
  readonly choice: string;
}

function questionsOf(task: TaskRecord, points: TaskRecords['points']): readonly Question[] {
  const evidence = evidenceOf(task, points);
  return evidence.flatMap((call): readonly Question[] => {
    const { point, label, seq } = call.start;
    if (isFor(['turn'], points[point]) || points[point]?.effects.includes(label)) return [];
    const told = [
      askedIn(task.start),
      ...evidence.flatMap(({ end }) => (end && end.seq < seq ? [end.meaning] : [])),
    ];
    // `from=nightly` is another source than `from=live`, where `city=Ulm` is what the task is about.
    const chosen = argumentsOf(call).filter(
      ({ field, text }) => field !== '' && /^[\p{L}-]+$/u.test(text) && !mentions(told, text),
    );
    return [{ call, choice: chosen.map(({ field, text }) => `${field}=${text}`).join(' ') }];
  });
}

function nameOf({ call, choice }: Question): string {
  const { label, point } = call.start;
  return `${label} of ${point}${choice && ` with ${choice}`}`;
}

function isLike(one: Question, other: Question): boolean {
  const [a, b] = [one.call.start, other.call.start];
  return a.point === b.point && a.label === b.label && one.choice === other.choice;
}

function tellsTheSame(one: TaskCall, other: TaskCall): boolean {
  return isAlike(factsOf(newsOf(one)), factsOf(newsOf(other)));
}

/** What an answer tells of such a reply, where those before told something of the lost one that it lacks. */
function toldElsewhere(
  task: TaskRecord,
  before: readonly TaskRecord[],
  { lost, standIns, shared, points }: Replaced & Pick<TaskRecords, 'points'>,
): string | null {
  const [own, usual] = [toldBy(task), before.map(toldBy)];
  const lacking = valuesIn(lost.map(newsOf)).find(
    (value) => usual.every((its) => isIn(value, its)) && !isIn(value, own),
  );
  const known = [...valuesIn(shared)].map(String);
  const added = valuesIn(standIns.map(newsOf)).find(
    (value) =>
      isIn(value, own) && usual.every((its) => !isIn(value, its)) && !known.includes(String(value)),
  );
  if (!lacking || !added || isPinned(added.join(' '), task, { twins: before, points })) return null;
  return `its answer tells '${added.join(' ')}'; before the faults it told '${lacking.join(' ')}'`;
}

function toldBy(task: TaskRecord): ReadonlySet<string> {
  const { numbers, words } = factsToldBy(task);
  return new Set([...numbers, ...words]);
}

/** The numbers and short texts of a value, each in words. */
function valuesIn(value: unknown): readonly (readonly string[])[] {
  return statedIn(value).flatMap((leaf) => {
    const words = wordsIn(leaf);
    const numbers = [...factsOf(leaf.value).numbers].map((number) => [number]);
    return words.length > 0 && words.length <= mostWords ? [...numbers, words] : numbers;
  });
}
