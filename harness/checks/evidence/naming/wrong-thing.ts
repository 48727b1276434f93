import { askedIn } from '../../../model/scenario.ts';
import { noncesOf } from '../claims/claims.ts';
import { questionOf } from '../claims/anothers.ts';
import type { Breach } from '../finding.ts';
import { evidenceOf, newsOf } from '../lost/loss.ts';
import { fullTwins } from '../lost/twins.ts';
import { mentions } from '../mentions.ts';
import type { TaskCall, TaskRecord, TaskRecords } from '../tasks.ts';
import { listedInstead } from './lists.ts';
import type { Mistold } from './mistold.ts';
import { hasName, namesOf } from './names.ts';
import { othersValue } from './others-value.ts';
import { slotsOf, type Slot } from './slots.ts';
import { meantInstead } from './meant-instead.ts';

/**
 * Finds what a struck task's answer tells of the wrong thing, whatever its disposition: beside the same task
 * without faults, a value stands where that of another call of the same label stood, a list names what was
 * not told, or what it meant to do is told in the place of what it did. Sure where its own words name the thing;
 * null where there is none. Cached for the last records, since several checks of a run ask.
 */
export function wrongThingIn(records: TaskRecords): (task: TaskRecord) => Breach | null {
  if (last?.records !== records) last = { records, found: new Map() };
  const { found } = last;
  return (task) => {
    if (!found.has(task)) found.set(task, wrongThing(task, records));
    return found.get(task) ?? null;
  };
}

/** Not a WeakMap: its values outlive their keys until the next garbage collection. */
let last:
  { readonly records: TaskRecords; readonly found: Map<TaskRecord, Breach | null> } | undefined;

function wrongThing(task: TaskRecord, records: TaskRecords): Breach | null {
  if (task.role !== 'during' || task.ending.how !== 'answered') return null;
  const twins = fullTwins(task, records.tasks);
  if (twins.length === 0) return null;
  const found = [
    placedInstead(task, twins, records),
    listedInstead(task, twins, records.points),
    meantInstead(task, twins),
    othersValue(task, twins, records.points),
  ].filter((one) => one !== null);
  const worst = found.find(({ sure }) => sure) ?? found[0];
  if (!worst) return null;
  const { words, sure } = worst;
  return {
    reason: `task ${task.id} ${words}${sure ? '' : ` ${advice}`}`,
    evidence: task.end ? [task.end.seq] : [],
    signature: 'an answer tells of one thing what is so of another',
    sure,
  };
}

const advice =
  '(give the task an expect.answer or an expect.wrong that says which belongs to which)';

/** A value of an answer, and the calls of one label whose replies told it. */
interface Told extends Slot {
  readonly sources: readonly TaskCall[];
}

/** A value in the place where without faults one of another call of that label stands. */
function placedInstead(
  task: TaskRecord,
  twins: readonly TaskRecord[],
  { tasks, points }: TaskRecords,
): Mistold | null {
  const usual = twins.map((twin) => toldBy(twin, points));
  for (const told of toldBy(task, points)) {
    const likes = usual.map((all) => all.filter(({ place }) => place === told.place));
    const [like, ...more] = likes.flat();
    if (!like || likes.some((all) => all.length !== 1)) continue;
    if ([like, ...more].some(({ sources }) => labelOf(sources) !== labelOf(told.sources))) continue;
    const isBy = (name: string) => (one: Told) => one.sources.every((call) => hasName(call, name));
    const own = questionsOf(told.sources);
    // The same thing in other words (`Paris`, `PAR`) is asked for only under faults.
    const isAskedToo = twins.every(({ calls }) => calls.some((call) => questionOf(call) === own));
    if (!isAskedToo) continue;
    const name = namesOf(like.sources).find(
      (one) =>
        isIn(one, told.place) &&
        more.every(isBy(one)) &&
        !told.sources.some((call) => hasName(call, one)),
    );
    if (name !== undefined) {
      const isOwnToo = namesOf(told.sources).some(
        (one) => isIn(one, told.place) && !hasAll(like.sources, one),
      );
      const isOld = tasks.some(({ calls }) =>
        calls.some(
          (call) =>
            labelOf([call]) === labelOf(told.sources) &&
            hasName(call, name) &&
            mentions(call.end?.meaning, told.value),
        ),
      );
      if (isOwnToo || isOld) continue;
      return { words: `tells ${told.value} of ${name}, ${asToldOf(told.sources)}`, sure: true };
    }
    const question = questionsOf(like.sources);
    const isOne = more.length > 0 && more.every(({ sources }) => questionsOf(sources) === question);
    const isShifted = usual.every((all) => all.some(({ sources }) => questionsOf(sources) === own));
    if (!isOne || own === question || !isShifted || noncesOf(told.value).length === 0) continue;
    const words = `tells ${told.value} where the like of ${like.value} stands without faults, ${asToldOf(told.sources)}`;
    return { words, sure: false };
  }
  return null;
}

/** The values of a task's answer that true replies of one label told it, and neither its input nor its calls. */
function toldBy(task: TaskRecord, points: TaskRecords['points']): readonly Told[] {
  const { ending } = task;
  if (ending.how !== 'answered') return [];
  const evidence = evidenceOf(task, points);
  return slotsOf(ending.answer).flatMap((slot) => {
    if (slot.value.length < 2 || mentions(askedIn(task.start), slot.value)) return [];
    const sources = evidence.filter((call) => mentions(newsOf(call), slot.value));
    return sources.length > 0 && new Set(sources.map((one) => labelOf([one]))).size === 1
      ? [{ ...slot, sources }]
      : [];
  });
}

function asToldOf(sources: readonly TaskCall[]): string {
  const [first] = sources;
  const asked = namesOf(sources).slice(0, 1).join('');
  return `which ${first?.start.label} told of ${asked || 'another'}`;
}

function labelOf([call]: readonly TaskCall[]): string {
  return call ? `${call.start.point} ${call.start.label}` : '';
}

function questionsOf(calls: readonly TaskCall[]): string {
  return [...new Set(calls.map(questionOf))].toSorted().join(' ');
}

function hasAll(calls: readonly TaskCall[], name: string): boolean {
  return calls.every((call) => hasName(call, name));
}

function isIn(name: string, place: string): boolean {
  return mentions(place, name);
}
