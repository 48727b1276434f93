import { isFor } from '../../../model/fault/facet.ts';
import { mapScalars } from '../../../model/json/walk.ts';
import { argumentsOf } from '../scalars.ts';
import { factsOf, isAlike } from './facts.ts';
import { byOp, isSound, type TaskCall, type TaskRecord, type TaskRecords } from '../tasks.ts';

/** What a struck task lacks of what the same task is told without faults. */
export interface Loss {
  /**
   * A call of the task that no attempt made good, though without faults it got a true reply; or the last
   * one at its point, which failed, where the task then made none. Not one that the task may miss.
   */
  readonly call: TaskCall;
  /** Of each twin, the evident calls whose like got no true reply in the task, or was not made. */
  readonly missed: readonly (readonly TaskCall[])[];
  /** The evident calls with a true reply whose like no twin made. */
  readonly others: readonly TaskCall[];
}

/**
 * The loss of a task beside the same task without faults (`twins`); null where every call was made good,
 * or another call told the same. What models say is evident only in a run without tools. Of what it may miss
 * where `isOptional`.
 */
export function lossOf(
  task: TaskRecord,
  twins: readonly TaskRecord[],
  { tasks, points }: TaskRecords,
  isOptional = false,
): Loss | null {
  const pairings = twins.map((twin) => pairingOf(task, twin));
  const losses = pairings.map((pairing) =>
    withoutStandIns(pairing).filter(({ usual }) => mayMiss(task, usual) === isOptional),
  );
  const [call] = losses.flatMap((missed) =>
    missed.flatMap(({ usual, own }) => own ?? failedBefore(task, usual, tasks) ?? []),
  );
  if (!call) return null;
  const isEvident = evidentIn(points);
  return {
    call,
    missed: losses.map((missed) => missed.map(({ usual }) => usual).filter(isEvident)),
    others: (pairings[0]?.others ?? []).filter(
      (other) => isEvident(other) && pairings.every(({ others }) => others.includes(other)),
    ),
  };
}

/** Whether a task may do without a call's reply, and was told nothing false in its place. */
export function mayMiss({ start, calls }: TaskRecord, usual: TaskCall): boolean {
  const { label } = usual.start;
  if (!start.mayMiss?.includes(label)) return false;
  return !calls.some((call) => call.start.label === label && call.end?.taint);
}

/** The last call of such a label before a task began, where it failed: an agent may then make none. */
function failedBefore(
  { start, role }: TaskRecord,
  usual: TaskCall,
  tasks: readonly TaskRecord[],
): TaskCall | null {
  const { point, label } = usual.start;
  const last = tasks
    .filter((one) => one.role === role)
    .flatMap(({ calls }) => calls)
    .filter((call) => call.start.point === point && call.start.label === label)
    .findLast((call) => call.start.seq < start.seq);
  return last && !isSound(last) ? last : null;
}

/** The true replies that came before a task ended, of every tool; of models where there is no tool. */
export function evidenceOf(task: TaskRecord, points: TaskRecords['points']): readonly TaskCall[] {
  const isEvident = evidentIn(points);
  return task.calls.filter((call) => isEvident(call) && isHeard(call, task));
}

/** The replies that a fault changed before they came, of the same. */
export function falsifiedIn(task: TaskRecord, points: TaskRecords['points']): readonly TaskCall[] {
  const isEvident = evidentIn(points);
  return task.calls.filter((call) => isEvident(call) && call.end?.taint && !isSound(call));
}

/** What a reply says, without what it repeats of its call. */
export function newsOf(call: TaskCall): unknown {
  const asked = new Set(argumentsOf(call).map(({ text }) => text));
  return mapScalars(call.end?.meaning, (scalar) => (asked.has(String(scalar)) ? null : scalar));
}

/** Whether a call is one of a tool; of a model where there is no tool. */
export function evidentIn(points: TaskRecords['points']): (call: TaskCall) => boolean {
  const isTool = (name: string) => !isFor(['turn'], points[name]);
  const hasTools = Object.keys(points).some(isTool);
  return ({ start }) => !hasTools || isTool(start.point);
}

/** A call of a twin that got a true reply, and the one in its place that did not; null where none was made. */
interface Missed {
  readonly usual: TaskCall;
  readonly own: TaskCall | null;
}

/** The calls of a task beside those of its twin. */
interface Pairing {
  readonly missed: readonly Missed[];
  /** The calls with a true reply whose like the twin did not make. */
  readonly others: readonly TaskCall[];
}

/** The attempts of one operation; `sound` is the first with a true reply in time, `heard` are all of these. */
export interface AskedOperation {
  readonly first: TaskCall;
  readonly last: TaskCall;
  readonly sound: TaskCall | undefined;
  readonly heard: readonly TaskCall[];
}

/**
 * Pairs operations of one label: those with the same arguments, then the others in order, since ids in
 * arguments differ from task to task. One that only the task made stands for one that it lost.
 */
function pairingOf(task: TaskRecord, twin: TaskRecord): Pairing {
  const usual = byLabel(twin);
  const own = byLabel(task);
  const found = [...new Set([...usual.keys(), ...own.keys()])].map((label): Pairing => {
    const asked = (usual.get(label) ?? []).filter(({ sound }) => sound);
    const made = own.get(label) ?? [];
    const pairs = paired(asked, made);
    const taken = new Set(pairs.values());
    const others = made.flatMap((one) => (!taken.has(one) && one.sound) || []);
    const missing = asked.filter((one) => !pairs.get(one)?.sound).slice(others.length);
    return {
      missed: missing.flatMap((one) =>
        one.sound ? [{ usual: one.sound, own: pairs.get(one)?.first ?? null }] : [],
      ),
      others,
    };
  });
  return {
    missed: found.flatMap(({ missed }) => missed),
    others: found.flatMap(({ others }) => others),
  };
}

/** A question of a task whose last attempt got no true reply, and the same without faults, where it got one. */
export interface LostAtLast {
  readonly own: AskedOperation;
  /** One of each twin. */
  readonly usual: readonly AskedOperation[];
}

/**
 * The questions of a task that got no true reply when it asked them last, though each twin got one: an earlier reply
 * is no substitute where they may differ.
 */
export function lostAtLast(
  task: TaskRecord,
  twins: readonly TaskRecord[],
  points: TaskRecords['points'],
): readonly LostAtLast[] {
  const isEvident = evidentIn(points);
  const all = byLabel(task);
  const pairings = twins.map((twin) => {
    const usual = byLabel(twin);
    return new Map(
      [...all].flatMap(([label, made]) =>
        [...paired(usual.get(label) ?? [], made)].map(([its, own]) => [own, its] as const),
      ),
    );
  });
  return [...all.values()].flat().flatMap((own): readonly LostAtLast[] => {
    const { last, heard } = own;
    const { point, label, seq } = last.start;
    const isQuestion = isEvident(last) && points[point]?.effects.includes(label) !== true;
    if (!isQuestion || mayMiss(task, last) || isSound(last)) return [];
    // One that was asked beside another that came is not needed.
    if (seq < (heard.at(-1)?.end?.seq ?? -1)) return [];
    const usual = pairings.flatMap((pairs) => pairs.get(own) ?? []);
    const isUsual = usual.length === twins.length && usual.every((its) => isSound(its.last));
    return isUsual ? [{ own, usual }] : [];
  });
}

/** What is missed apart from what other calls told as well, each of one. */
function withoutStandIns({ missed, others }: Pairing): readonly Missed[] {
  const left = new Set(others);
  return missed.filter(({ usual }) => {
    const other = [...left].find((one) => tellsTheSame(one, usual));
    if (other) left.delete(other);
    return !other;
  });
}

/** Whether two replies have the same words, numbers, and as many nonces. */
function tellsTheSame(one: TaskCall, other: TaskCall): boolean {
  const [a, b] = [one, other].map(({ end }) => factsOf(end?.meaning));
  return a !== undefined && b !== undefined && isAlike(a, b) && a.nonces.size === b.nonces.size;
}

function paired(
  asked: readonly AskedOperation[],
  made: readonly AskedOperation[],
): ReadonlyMap<AskedOperation, AskedOperation> {
  const opOf = ({ first }: AskedOperation) => first.start.site.op;
  const pairs = new Map<AskedOperation, AskedOperation>();
  const left = new Set(made);
  const pair = (one: AskedOperation, other: AskedOperation | undefined) => {
    if (!other) return;
    pairs.set(one, other);
    left.delete(other);
  };
  for (const one of asked) {
    pair(
      one,
      [...left].find((other) => opOf(other) === opOf(one)),
    );
  }
  for (const one of asked) if (!pairs.has(one)) pair(one, [...left][0]);
  return pairs;
}

function byLabel(task: TaskRecord): ReadonlyMap<string, readonly AskedOperation[]> {
  const operations = byOp(task.calls).flatMap((attempts): readonly AskedOperation[] => {
    const [first, last] = [attempts[0], attempts.at(-1)];
    const heard = attempts.filter((call) => isHeard(call, task));
    return first && last ? [{ first, last, sound: heard[0], heard }] : [];
  });
  return Map.groupBy(operations, ({ first }) => `${first.start.point}\u0000${first.start.label}`);
}

/** Whether a true reply came before its task ended. */
function isHeard(call: TaskCall, task: TaskRecord): boolean {
  return isSound(call) && (call.end?.seq ?? Infinity) < (task.end?.seq ?? Infinity);
}
