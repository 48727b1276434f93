import { askedIn } from '../../../model/scenario.ts';
import { effectsOf } from '../lost/effects/effect-calls.ts';
import { evidenceOf, newsOf } from '../lost/loss.ts';
import { mentions } from '../mentions.ts';
import { argumentsOf } from '../scalars.ts';
import type { TaskCall, TaskRecord, TaskRecords } from '../tasks.ts';
import { slotsOf } from './slots.ts';
import type { Mistold } from './mistold.ts';

/**
 * A value that one point told, in a full answer beside an effect at another: without faults the answer tells it there, too, but
 * the effect is at the point that told it. Null where there is none, or the effect was asked for with the value.
 */
export function othersValue(
  task: TaskRecord,
  twins: readonly TaskRecord[],
  points: TaskRecords['points'],
): Mistold | null {
  if (task.ending.how !== 'answered' || task.ending.disposition !== 'full') return null;
  const made = [...effectsOf(task).values()];
  const own = pointsOf(made);
  const usual = twins.map((twin) => pointsOf([...effectsOf(twin).values()]));
  const left = [...(usual[0] ?? [])].filter(
    (point) => !own.has(point) && usual.every((all) => all.has(point)),
  );
  const taken = [...own].find((point) => usual.every((all) => !all.has(point)));
  if (taken === undefined) return null;
  const given = [askedIn(task.start), ...made.flatMap(argumentsOf).map(({ text }) => text)];
  const places = twins.map((twin) => toldOf(twin, left, points));
  for (const [place, value] of toldOf(task, left, points)) {
    if (mentions(given, value) || !places.every((all) => all.has(place))) continue;
    const words = `tells ${value}, which ${left.join(' and ')} told, as it does without faults, though what it did is at ${taken}`;
    return { words, sure: false };
  }
  return null;
}

function pointsOf(calls: readonly TaskCall[]): ReadonlySet<string> {
  return new Set(calls.map(({ start }) => start.point));
}

/** The values of an answer that only replies of some points to questions told, by place. */
function toldOf(
  task: TaskRecord,
  from: readonly string[],
  points: TaskRecords['points'],
): ReadonlyMap<string, string> {
  const { ending } = task;
  const evidence = evidenceOf(task, points);
  const slots = ending.how === 'answered' ? slotsOf(ending.answer) : [];
  const found = slots.filter(({ value }) => {
    const telling = evidence.filter((call) => mentions(newsOf(call), value));
    return (
      telling.length > 0 &&
      telling.every(({ start }) => from.includes(start.point) && start.safe === true)
    );
  });
  return new Map(found.map(({ place, value }) => [place, value]));
}
