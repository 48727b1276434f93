import { mentions } from './mentions.ts';
import { phaseAt, type EventOf, type TaskRecord, type TaskRecords } from './tasks.ts';

/** One change to the world, however often the tool was told of it, and what became of it. */
export interface Entry {
  readonly point: string;
  readonly does: string;
  readonly id: string;
  readonly key: string;
  /** `seq` of each time it landed. */
  readonly landed: readonly number[];
  /** Tasks it was made for; none where nothing tells. */
  readonly makers: readonly TaskRecord[];
  /** What took it back after it last landed, or null while it lives. */
  readonly undone: EventOf<'effect'> | null;
}

/** Which entries a check looks at; all where nothing is given. */
export interface Scope {
  readonly point?: string;
  /** A label such as `POST /book`. */
  readonly call?: string;
}

/** More live effects of one label than the task should leave. */
export interface Excess {
  readonly label: string;
  readonly allowed: number;
  readonly entries: readonly Entry[];
}

/**
 * Every change to the world in the order in which it first landed. Rows with one id at one point
 * are one change; rows without an id are a change each, for nothing tells them apart. Rows that
 * belong to no task go to the task that used the same key.
 */
export function ledgerOf(records: TaskRecords): readonly Entry[] {
  const rows = [
    ...records.tasks.flatMap((task) => task.effects.map((event) => ({ event, task }))),
    ...records.stray.effects.map((event) => ({ event, task: null })),
  ].toSorted((a, b) => a.event.seq - b.event.seq);
  const undos = rows.map((row) => row.event).filter((event) => event.undoes);
  const owners = ownersByKey(rows);
  const groups = Map.groupBy(
    rows.filter((row) => !row.event.undoes),
    ({ event }) => JSON.stringify([event.point, event.does, event.id || event.seq]),
  );
  return [...groups.values()].flatMap((group) => entryOf(group, undos, owners) ?? []);
}

/** The entries within a scope. */
export function within(ledger: readonly Entry[], scope: Scope): readonly Entry[] {
  return ledger.filter(
    (entry) =>
      (scope.point === undefined || entry.point === scope.point) &&
      (scope.call === undefined || entry.does === scope.call),
  );
}

/** Live entries made for a task. */
export function liveOf(ledger: readonly Entry[], task: TaskRecord): readonly Entry[] {
  return ledger.filter((entry) => entry.undone === null && entry.makers.includes(task));
}

/** Entries that belong to no task, those of the baseline left out. */
export function strays(ledger: readonly Entry[], records: TaskRecords): readonly Entry[] {
  return ledger.filter(
    (entry) => entry.makers.length === 0 && phaseAt(records, entry.landed[0] ?? 0) !== 'baseline',
  );
}

/** How many effects of a label a task may leave: what it declares, else one. */
export function allowedOf(task: TaskRecord, label: string): number {
  return task.start.shouldDo?.[label] ?? 1;
}

/**
 * The labels of which a task left more than it should. A declared number is for the label at all
 * points together; where nothing is declared, each point may have one.
 */
export function excessOf(ledger: readonly Entry[], task: TaskRecord): readonly Excess[] {
  const declared = task.start.shouldDo ?? {};
  const groups = Map.groupBy(liveOf(ledger, task), ({ point, does }) =>
    Object.hasOwn(declared, does) ? does : `${point}\u0000${does}`,
  );
  return [...groups.values()].flatMap((entries) => {
    const label = entries[0]?.does ?? '';
    const allowed = allowedOf(task, label);
    return entries.length > allowed ? [{ label, allowed, entries }] : [];
  });
}

/** The live entries made for a task that no answer of a task they were made for speaks of. */
export function orphansOf(ledger: readonly Entry[], task: TaskRecord): readonly Entry[] {
  return liveOf(ledger, task).filter((entry) => !isAccounted(entry, entry.makers));
}

/** Whether one of these tasks' answers names the entry, by its id or its key. */
export function isAccounted(entry: Entry, tasks: readonly TaskRecord[]): boolean {
  return tasks.some(
    ({ ending }) =>
      ending.how === 'answered' &&
      (mentions(ending.answer, entry.id) || mentions(ending.answer, entry.key)),
  );
}

/** Labels of which a task left fewer effects than it should. What others undid later counts. */
export function shortOf(
  ledger: readonly Entry[],
  task: TaskRecord,
): readonly { readonly label: string; readonly wanted: number; readonly found: number }[] {
  const mine = ledger.filter((entry) => entry.makers.includes(task) && !undoneFor(entry, task));
  return Object.entries(task.start.shouldDo ?? {}).flatMap(([label, wanted]) => {
    const found = mine.filter((entry) => entry.does === label).length;
    return found < wanted ? [{ label, wanted, found }] : [];
  });
}

interface Row {
  readonly event: EventOf<'effect'>;
  readonly task: TaskRecord | null;
}

function undoneFor({ undone }: Entry, task: TaskRecord): boolean {
  if (undone === null) return false;
  // A later task may cancel what this one booked; that does not make this one's answer a lie.
  return task.effects.includes(undone) || task.end === null || undone.seq < task.end.seq;
}

function ownersByKey(rows: readonly Row[]): ReadonlyMap<string, TaskRecord> {
  const keyed = rows.flatMap(({ event, task }) =>
    task && event.key !== '' ? [[`${event.point}\u0000${event.key}`, task] as const] : [],
  );
  return new Map(keyed);
}

function entryOf(
  rows: readonly Row[],
  undos: readonly EventOf<'effect'>[],
  owners: ReadonlyMap<string, TaskRecord>,
): Entry | null {
  const first = rows[0]?.event;
  const last = rows.at(-1)?.event;
  if (!first || !last) return null;
  const { point, does, id } = first;
  const key = rows.find(({ event }) => event.key !== '')?.event.key ?? '';
  const makers = rows.flatMap(({ task, event }) => {
    const owner = task ?? owners.get(`${event.point}\u0000${event.key}`);
    return owner ? [owner] : [];
  });
  return {
    point,
    does,
    id,
    key,
    landed: rows.map(({ event }) => event.seq),
    makers: [...new Set(makers)],
    undone: undos.find((undo) => undo.seq > last.seq && isUndo(undo, point, id, key)) ?? null,
  };
}

/** An undo names what it takes back by its id, or by the key where the id never came back. */
function isUndo(undo: EventOf<'effect'>, point: string, id: string, key: string): boolean {
  if (undo.point !== point) return false;
  if (undo.id === '') return key !== '' && undo.key === key;
  return undo.id === id || undo.id === key;
}
