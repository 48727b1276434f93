import { askedIn } from '../../../../model/scenario.ts';
import { mentions } from '../../mentions.ts';
import { argumentsOf } from '../../scalars.ts';
import type { TaskCall, TaskRecord, TaskRecords } from '../../tasks.ts';

/**
 * What a task asked in the place of the question that it asks without faults, where only the input of another
 * task tells of it, in words; null where there is none. So do agents whose tasks share what they should not.
 */
export function othersQuestion(
  task: TaskRecord,
  twins: readonly TaskRecord[],
  { tasks }: TaskRecords,
): string | null {
  const [twin, ...more] = twins;
  const opsOf = ({ calls }: TaskRecord) => new Set(calls.map(({ start }) => start.site.op));
  const own = opsOf(task);
  const left = (twin?.calls ?? []).filter(
    ({ start: { site } }) => !own.has(site.op) && more.every((one) => opsOf(one).has(site.op)),
  );
  const known = [
    askedIn(task.start),
    ...task.calls.map(({ end }) => end?.meaning),
    ...twins.flatMap(({ calls }) => calls.map(textsOf)),
  ];
  const others = tasks.filter(({ role }) => role === task.role).filter((one) => one !== task);
  for (const usual of left) {
    const inPlace = task.calls.filter(({ start }) => isAlike(start, usual.start));
    for (const [call, text] of inPlace.flatMap((it) =>
      textsOf(it).map((one) => [it, one] as const),
    )) {
      const told = mentions(known, text)
        ? null
        : others.find((one) => mentions(askedIn(one.start), text));
      if (!told) continue;
      return (
        `${call.start.label} asks for ${text}, of which only the input of task ${told.id} tells; ` +
        `without faults it asks for ${textsOf(usual).join(', ')}`
      );
    }
  }
  return null;
}

function textsOf(call: TaskCall): readonly string[] {
  return argumentsOf(call).map(({ text }) => text);
}

function isAlike(one: TaskCall['start'], other: TaskCall['start']): boolean {
  return one.point === other.point && one.label === other.label;
}
