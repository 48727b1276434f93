import { isObject } from '../../model/json/walk.ts';
import type { Names } from '../../model/trace/checker.ts';
import type { Entry } from './ledger/entry.ts';
import { undosIn, type FindUndo } from './ledger/undos.ts';
import { replayedIn } from './repeats/replayed.ts';
import { redeliveredIn, type Redelivered } from './repeats/redelivered.ts';
import { doubtOf } from './repeats/doubt.ts';
import { overwrittenIn, type Overwritten } from './repeats/overwritten.ts';
import { requestsIn, type Requests } from './repeats/requests.ts';
import { resentIn, type Resent } from './repeats/resent.ts';
import { sentLater } from './repeats/sent-later.ts';
import { phaseAt, type EventOf, type TaskRecord, type TaskRecords } from './tasks.ts';

/** The entries that a check looks at; all by default. */
export interface Scope {
  readonly point?: string;
  /** A label such as `POST /book`. */
  readonly call?: string;
}

/** The points and labels that a check of this scope names. */
export function namesIn({
  point,
  call,
}: {
  readonly [Name in keyof Scope]: Scope[Name] | undefined;
}): Names {
  return {
    points: point === undefined ? [] : [point],
    effects: call === undefined ? [] : [call],
  };
}

/** All changes to the world, in order of their first event, and by task. */
export interface Ledger {
  readonly entries: readonly Entry[];
  readonly madeFor: ReadonlyMap<TaskRecord, readonly Entry[]>;
  /** The same task of the baseline. */
  readonly before: (task: TaskRecord) => TaskRecord | undefined;
}

/**
 * Makes the ledger of a run. Effects of one phase with one id, or of one request, at one point are one change, since
 * ids and keys may recur in the next phase, and made by whoever asked first; each effect without an id, or of which
 * its point says that the same once more does something new, and in a folder each task's, is a change of its own. An
 * effect without a task belongs to the task of its phase that used the same key.
 */
export function ledgerOf(records: TaskRecords, scope: Scope = {}): Ledger {
  const { point, call } = scope;
  const landed = [
    ...records.tasks.flatMap((task) =>
      task.effects.map((event) => ({ event, task, phase: task.phase })),
    ),
    ...records.stray.effects.map((event) => ({
      event,
      task: null,
      phase: phaseAt(records, event.seq)?.phase ?? null,
    })),
  ].toSorted((a, b) => a.event.seq - b.event.seq);
  const peace = records.tasks.filter(({ role }) => role === 'before');
  const twins = new Map(peace.map((task) => [task.twin, task]));
  const before: Ledger['before'] = ({ twin }) => twins.get(twin);
  // Agents that only ask and answer are many.
  if (landed.length === 0) return { entries: [], madeFor: new Map(), before };
  const isReplayed = replayedIn(landed, records);
  const rows = landed.filter(({ event }) => !isReplayed(event));
  const redelivered = redeliveredIn(records);
  const resent = resentIn(records);
  const requests = requestsIn(records);
  const overwritten = overwrittenIn(records, requests);
  const isAnother = (event: Row['event']) =>
    requests.idOf(event) === '' ||
    (event.idempotent === false && event.key === '') ||
    overwritten.isStep(event);
  const findUndo = undosIn(rows.map(({ event }) => event));
  const owners = ownersByKey(rows);
  const groups = Map.groupBy(
    rows.filter(({ event }) => !event.undoes && !redelivered.isExtra(event)),
    ({ event, phase }) => {
      const its = records.points[event.point]?.kind === 'files' ? event.task : null;
      return JSON.stringify([
        phase,
        event.point,
        event.does,
        isAnother(event) ? event.seq : requests.idOf(event),
        its,
      ]);
    },
  );
  const made = [...groups.values()].flatMap(
    (group) =>
      entryOf(group, { records, findUndo, owners, redelivered, resent, overwritten, requests }) ??
      [],
  );
  const entries = sentLater(made, records, before)
    .filter((entry) => point === undefined || entry.point === point)
    .filter((entry) => call === undefined || entry.does === call);
  return { entries, madeFor: byMaker(entries), before };
}

/** The live entries of a task. */
export function liveOf(ledger: Ledger, task: TaskRecord): readonly Entry[] {
  return madeForTask(ledger, task).filter((entry) => entry.undone === null);
}

/** The live entries without a task, except those of the baseline. */
export function straysOf({ entries }: Ledger, records: TaskRecords): readonly Entry[] {
  return entries.filter(
    ({ makers, undone, landed }) =>
      makers.length === 0 && undone === null && phaseAt(records, landed[0] ?? 0)?.role !== 'before',
  );
}

interface Row {
  readonly event: EventOf<'effect'>;
  readonly task: TaskRecord | null;
  readonly phase: string | null;
}

/** All entries of a task, including undone ones. */
export function madeForTask(ledger: Ledger, task: TaskRecord): readonly Entry[] {
  return ledger.madeFor.get(task) ?? [];
}

function byMaker(entries: readonly Entry[]): ReadonlyMap<TaskRecord, readonly Entry[]> {
  const index = new Map<TaskRecord, Entry[]>();
  for (const entry of entries) {
    for (const task of entry.makers) {
      const mine = index.get(task);
      if (mine) mine.push(entry);
      else index.set(task, [entry]);
    }
  }
  return index;
}

function ownersByKey(rows: readonly Row[]): ReadonlyMap<string, TaskRecord> {
  const keyed = rows.flatMap((row) =>
    row.task && row.event.key !== '' ? [[keyOf(row), row.task] as const] : [],
  );
  return new Map(keyed);
}

interface Lookups {
  readonly records: TaskRecords;
  readonly findUndo: FindUndo;
  readonly owners: ReadonlyMap<string, TaskRecord>;
  readonly redelivered: Redelivered;
  readonly resent: (rows: readonly EventOf<'effect'>[]) => Resent | null;
  readonly overwritten: Overwritten;
  readonly requests: Requests;
}

function entryOf(
  rows: readonly Row[],
  { records, findUndo, owners, redelivered, resent, overwritten, requests }: Lookups,
): Entry | null {
  const first = rows[0]?.event;
  const last = rows.at(-1)?.event;
  if (!first || !last) return null;
  const { point, does } = first;
  const { id } = last;
  const otherIds = [...new Set(rows.map(({ event }) => event.id))].filter((one) => one !== id);
  const key = rows.find(({ event }) => event.key !== '')?.event.key ?? '';
  const makers = rows.flatMap((row) => {
    const owner = row.task ?? owners.get(keyOf(row));
    return owner ? [owner] : [];
  });
  const names = [id, ...otherIds, key];
  const isAnew = findUndo(point, names, first.seq) !== null;
  const events = rows.map(({ event }) => event);
  const again = isAnew ? null : resent(events);
  const other = isAnew ? null : overwritten.doubtIn(events);
  const wrong = events.flatMap((event) => requests.doubtOf(event) ?? [])[0] ?? null;
  const isUnsure = rows.some(({ event }) => redelivered.isInDoubt(event));
  return {
    point,
    does,
    id,
    otherIds,
    key,
    isIdempotent: rows.every(({ event }) => event.idempotent === true),
    input: mergedInput(events.map(({ call }) => records.calls.get(call)?.start.input ?? null)),
    landed: events.map(({ seq }) => seq),
    calls: events.flatMap(({ call }) => records.calls.get(call) ?? []),
    makers: [...new Set(makers)],
    undone: findUndo(point, names, last.seq),
    doubt: doubtOf(first, { isUnsure, again, other }) ?? wrong,
  };
}

/** What stands after several requests: the fields of all of them, those of the last where they differ. */
function mergedInput(inputs: readonly unknown[]): unknown {
  return inputs.every(isObject) ? Object.assign({}, ...inputs) : (inputs.at(-1) ?? null);
}

function keyOf({ event, phase }: Row): string {
  return JSON.stringify([phase, event.point, event.key]);
}
