import { canonical } from '../../../model/json/json.ts';
import { withoutNonces } from '../../../model/json/drawn-word.ts';
import { isMadeUp, madeUpId } from '../../../model/json/made-up-id.ts';
import { isOfTheWay } from '../lost/of-the-way.ts';
import { isObject } from '../../../model/json/walk.ts';
import { argumentsOf, isSameValue, pathOf } from '../scalars.ts';
import {
  isSound,
  type EventOf,
  type TaskCall,
  type TaskRecord,
  type TaskRecords,
} from '../tasks.ts';

type Row = EventOf<'effect'>;

/** Which effects are one change by what was requested, whatever ids their replies told. */
export interface Requests {
  /** The id of the change of an effect: its own, or that of the effect that it repeats or that replaced it. */
  readonly idOf: (row: Row) => string;
  /** Why what stands after an effect may not be what was asked for, in words; null where nothing suggests so. */
  readonly doubtOf: (row: Row) => string | null;
  /** Whether another write of its task replaced what an effect wrote. */
  readonly isReplaced: (row: Row) => boolean;
}

/**
 * Reads requests that do nothing new when sent once more. The same one of a task is one change, unless the same task
 * made several of it without faults. Of writes (`PUT`) by a task with different arguments to one path, more than
 * without faults, the last one replaces those that are too many: first those that no task without faults sent. That
 * is in doubt where nothing shows that the path is of one thing: neither a parameter nor what a task read there.
 */
export function requestsIn({ tasks }: Pick<TaskRecords, 'tasks'>): Requests {
  const peace = new Map(
    tasks.filter(({ role }) => role === 'before').map((task) => [task.twin, task]),
  );
  const ids = new Map<Row, string>();
  const doubts = new Map<Row, string>();
  const replaced = new Set<Row>();
  for (const task of tasks) {
    const own = writesOf(task);
    const twin = peace.get(task.twin);
    const usual = twin === undefined ? [] : writesOf(twin);
    for (const [name, same] of Map.groupBy(own, ({ request }) => request)) {
      const isSeveral =
        new Set(usual.flatMap(({ request, row }) => (request === name ? row.id : []))).size > 1;
      const id = same[0]?.row.id || madeUpId([task.id, name]);
      if (!isSeveral) for (const { row } of same) ids.set(row, id);
    }
    if (twin === undefined || twin === task) continue;
    for (const [path, writes] of Map.groupBy(own, putTo)) {
      if (path === null) continue;
      const before = usual.filter((one) => putTo(one) === path);
      const last = writes.at(-1);
      if (!last) continue;
      const isOne = isOfOneThing(writes, tasks);
      const mayBeOne = distinct(before).length === 1 && writes.every(({ row }) => isMadeUp(row.id));
      const spare = isOne || mayBeOne ? replacedBy(last, writes, before) : [];
      for (const { row } of spare) {
        ids.set(row, ids.get(last.row) ?? last.row.id);
        replaced.add(row);
      }
      const doubt = orderOf(task, writes, before) ?? (isOne ? null : mayBeSeveral(last, spare));
      if (doubt !== null) doubts.set(last.row, doubt);
    }
  }
  return {
    idOf: (row) => ids.get(row) ?? row.id,
    doubtOf: (row) => doubts.get(row) ?? null,
    isReplaced: (row) => replaced.has(row),
  };
}

/** A task without the effects that others of its own replaced. */
export function withoutReplaced(task: TaskRecord, { tasks }: TaskRecords): TaskRecord {
  if (task.effects.filter(({ does }) => /^PUT\b/.test(does)).length < 2) return task;
  const before = tasks.filter(({ role, twin }) => role === 'before' && twin === task.twin);
  const { isReplaced } = requestsIn({ tasks: [...before, task] });
  return { ...task, effects: task.effects.filter((row) => !isReplaced(row)) };
}

interface Write {
  readonly row: Row;
  readonly call: TaskCall;
  readonly request: string;
}

/** The effects of a task whose requests do nothing new when sent once more. */
function writesOf({ effects, calls }: TaskRecord): readonly Write[] {
  const byNumber = new Map(calls.map((call) => [call.start.call, call]));
  return effects.flatMap((row) => {
    const call = byNumber.get(row.call);
    if (!call || row.undoes || row.idempotent !== true) return [];
    const { site, path, input } = call.start;
    // A `POST` with a key of its own is another request to a tool that takes keys.
    const key = /^PUT\b/.test(row.does) ? '' : row.key;
    const request = canonical([row.point, row.does, key, site.op, path ?? null, input]);
    return { row, call, request };
  });
}

/** The path that a write replaces; null of other requests. */
function putTo({ row, call: { start } }: Write): string | null {
  if (!/^PUT\b/.test(row.does)) return null;
  return `${row.point} ${row.does} ${pathOf(start)}`;
}

/**
 * Whether writes to one path are to one thing: the path has a parameter, or a task read there an object with each
 * field that the last one has, which are those of all of them.
 */
function isOfOneThing(writes: readonly Write[], tasks: readonly TaskRecord[]): boolean {
  const [last] = writes.slice(-1);
  if (!last || /^\S+ \S*:/.test(last.row.does)) return true;
  const { row, call } = last;
  const path = pathOf(call.start);
  const fields = fieldsOf(call);
  const isWhole = writes.every((one) => fieldsOf(one.call).every((name) => fields.includes(name)));
  if (path === '' || fields.length === 0 || !isWhole) return false;
  return tasks.some(({ calls }) =>
    calls.some((look) => {
      const { safe, point } = look.start;
      if (!safe || point !== row.point || pathOf(look.start) !== path || !isSound(look))
        return false;
      const said = look.end?.meaning;
      return (
        isObject(said) && fields.every((name) => Object.hasOwn(said, name) && !isObject(said[name]))
      );
    }),
  );
}

function fieldsOf({ start: { input } }: TaskCall): readonly string[] {
  return isObject(input) ? Object.keys(input) : [];
}

/** In words, that the last of these writes may have left standing those that it is taken to replace; null without any. */
function mayBeSeveral({ row: { does } }: Write, [first]: readonly Write[]): string | null {
  if (!first) return null;
  return (
    `${does} took effect more than once, with ${canonical(first.call.start.input)} before the last: nothing shows ` +
    'whether its path is of one thing, of which the last write stands (let the agent read it there, or the reply tell ' +
    'an `id` of the thing that was written)'
  );
}

/** The writes that are too many and so only led to the last one. */
function replacedBy(
  last: Write,
  writes: readonly Write[],
  usual: readonly Write[],
): readonly Write[] {
  const kinds = distinct(writes);
  const excess = kinds.length - distinct(usual).length;
  if (usual.length === 0 || excess <= 0) return [];
  const others = kinds.filter((one) => one.request !== last.request);
  const isUsual = (one: Write) => usual.some((it) => isSameWrite(one.call, it.call));
  const spare = [
    ...others.filter((one) => !isUsual(one)),
    ...others.filter(isUsual).toReversed(),
  ].slice(0, excess);
  return writes.filter(({ request }) => spare.some((one) => one.request === request));
}

/**
 * In words, that the last of several writes to one path is not that without faults, under an answer in full, and is an
 * earlier one or one of more than there are without faults. Else what it asks may follow from what stood there.
 */
function orderOf(
  { ending }: TaskRecord,
  writes: readonly Write[],
  usual: readonly Write[],
): string | null {
  const [last, settled] = [writes.at(-1), usual.at(-1)];
  if (!last || !settled || writes.every((one) => isSameWrite(one.call, last.call))) return null;
  if (ending.how !== 'answered' || ending.disposition !== 'full') return null;
  if (isSameWrite(last.call, settled.call)) return null;
  const isEarlier = usual.some((one) => isSameWrite(one.call, last.call));
  if (!isEarlier && distinct(writes).length <= distinct(usual).length) return null;
  const { does } = last.row;
  return (
    `${does} took effect more than once at one path, and last with ${canonical(last.call.start.input)}; without ` +
    `faults it is ${canonical(settled.call.start.input)}: what stands may not be what was asked for last (write that ` +
    'last, or say in the answer what stands)'
  );
}

function distinct(writes: readonly Write[]): readonly Write[] {
  return [...new Map(writes.map((one) => [one.request, one])).values()];
}

/** Whether two writes ask for the same, with what is drawn anew each time and times aside. */
function isSameWrite(one: TaskCall, other: TaskCall): boolean {
  const [some, others] = [plainArguments(one), plainArguments(other)];
  return (
    some.length === others.length &&
    some.every(({ field, text }, n) => {
      const its = others[n];
      if (its?.field !== field) return false;
      return isSameValue(withoutNonces(text), withoutNonces(its.text));
    })
  );
}

function plainArguments(call: TaskCall): ReturnType<typeof argumentsOf> {
  return argumentsOf(call).filter(({ field }) => !isOfTheWay(field));
}
