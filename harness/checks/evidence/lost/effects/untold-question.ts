import { askedIn } from '../../../../model/scenario.ts';
import { mentions } from '../../mentions.ts';
import { argumentsOf } from '../../scalars.ts';
import type { TaskCall, TaskRecord, TaskRecords } from '../../tasks.ts';
import { newsOf, type Loss } from '../loss.ts';

/**
 * What a task asked in the place of the question that it asks without faults, where only the input of another
 * task tells of it, in words; null where there is none. So do agents whose tasks share what they should not.
 */
export function othersQuestion(
  task: TaskRecord,
  twins: readonly TaskRecord[],
  { tasks }: TaskRecords,
): string | null {
  const others = tasks.filter(({ role }) => role === task.role).filter((one) => one !== task);
  for (const { call, text, usual } of untoldQuestions(task, twins)) {
    const told = others.find((one) => mentions(askedIn(one.start), text));
    if (!told) continue;
    return (
      `${call.start.label} asks for ${text}, of which only the input of task ${told.id} tells; ` +
      `without faults it asks for ${usual.join(', ')}`
    );
  }
  return null;
}

/**
 * What a task asked for where without faults it asks for what a reply tells that it missed, in words; null where there
 * is none. Nothing told it so: it is a value of its own, of before, or of another task.
 */
export function assumedQuestion(
  task: TaskRecord,
  twins: readonly TaskRecord[],
  loss: Loss,
): string | null {
  const isMissed = (text: string) =>
    twins.every((_, n) => (loss.missed[n] ?? []).some((call) => mentions(newsOf(call), text)));
  for (const { call, text, usual } of untoldQuestions(task, twins)) {
    const missed = usual.find(isMissed);
    if (missed === undefined) continue;
    return `${call.start.label} asks for ${text}; without faults it asks for ${missed}, as that call tells it`;
  }
  return null;
}

/** An argument that nothing told a task, of a call in the place of one that is made without faults. */
interface UntoldQuestion {
  readonly call: TaskCall;
  readonly text: string;
  /** The arguments of the call in whose place it is. */
  readonly usual: readonly string[];
}

function untoldQuestions(
  task: TaskRecord,
  twins: readonly TaskRecord[],
): readonly UntoldQuestion[] {
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
  return left.flatMap((usual) =>
    task.calls
      .filter(({ start }) => isAlike(start, usual.start))
      .flatMap((call) => textsOf(call).map((text) => ({ call, text, usual: textsOf(usual) })))
      .filter(({ text }) => !mentions(known, text)),
  );
}

function textsOf(call: TaskCall): readonly string[] {
  return argumentsOf(call).map(({ text }) => text);
}

function isAlike(one: TaskCall['start'], other: TaskCall['start']): boolean {
  return one.point === other.point && one.label === other.label;
}
