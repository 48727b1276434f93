import type { EventOf, TaskCall, TaskRecord, TaskRecords } from '../tasks.ts';

type Row = EventOf<'effect'>;

/** The calls by which tasks wrote, and how often tasks without faults do. */
export interface Writes {
  readonly callOf: (row: Row) => TaskCall | undefined;
  /** The task of an effect; undefined where it has none. */
  readonly taskOf: (row: Row) => TaskRecord | undefined;
  /** Whether the baseline has the same task. */
  readonly hasTwin: (row: Row) => boolean;
  /** The effects of the same task in the baseline on the one thing of this label that it wrote most; empty where there is none. */
  readonly usualRows: (row: Row) => readonly Row[];
  /** How many these are. */
  readonly usualOf: (row: Row) => number;
}

/** Looks up the writes of a run. */
export function writesIn({ tasks, calls }: TaskRecords): Writes {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const twins = new Map(
    tasks.filter(({ role }) => role === 'before').map((task) => [task.twin, task]),
  );
  const twinOf = ({ task }: Row) => twins.get(byId.get(task)?.twin ?? '');
  const usualRows = (row: Row) => {
    const { point, does } = row;
    const twin = twinOf(row);
    const rows = (twin?.effects ?? []).filter(
      (one) => one.point === point && one.does === does && !one.undoes,
    );
    const [most = []] = [...Map.groupBy(rows, ({ id }) => id).values()].toSorted(
      (a, b) => b.length - a.length,
    );
    return most;
  };
  return {
    callOf: ({ call }) => calls.get(call),
    taskOf: ({ task }) => byId.get(task),
    hasTwin: (row) => twinOf(row) !== undefined,
    usualRows,
    usualOf: (row) => usualRows(row).length,
  };
}
