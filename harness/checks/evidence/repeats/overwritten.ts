import { isDrawn } from '../../../model/json/drawn-word.ts';
import { isOfTheWay } from '../lost/of-the-way.ts';
import { settledAs } from '../lost/settled.ts';
import { argumentsOf, isSameField, isSameValue, scalarsOf } from '../scalars.ts';
import { isSound, type EventOf, type TaskCall, type TaskRecords } from '../tasks.ts';
import type { Requests } from './requests.ts';
import { writesIn } from './writes.ts';

type Row = EventOf<'effect'>;

/** How writes with other arguments to one thing are counted. */
export interface Overwritten {
  /** Whether an effect repeats the step of one before: 150 becomes 200, is read as 200, and becomes 250. */
  readonly isStep: (row: Row) => boolean;
  /** What the last of these effects left, in words, where it may be more than the task was asked for; else null. */
  readonly doubtIn: (rows: readonly Row[]) => string | null;
}

/**
 * Looks at tasks that wrote to one thing with more different arguments than without faults, such as those that read a
 * balance, add, and write once more where the first write had been done.
 */
export function overwrittenIn(records: TaskRecords, { idOf }: Requests): Overwritten {
  const { callOf, taskOf, usualRows, hasTwin } = writesIn(records);
  const writesOf = (rows: readonly Row[]) => {
    const seen = new Set<string>();
    return rows.filter((row) => {
      const name = row.key || (callOf(row)?.start.site.op ?? '');
      const isNew = !row.undoes && !seen.has(name);
      seen.add(name);
      return isNew;
    });
  };
  const steps = new Set<Row>();
  /** Those of tasks of which nothing shows how often they write without faults. */
  const unmeasured = new Set<Row>();
  for (const { effects, calls } of records.tasks) {
    for (const same of Map.groupBy(effects, (row) =>
      JSON.stringify([row.point, row.does, idOf(row)]),
    ).values()) {
      const writes = writesOf(same);
      const [first] = writes;
      if (!first || writes.length <= Math.max(1, writesOf(usualRows(first)).length)) continue;
      for (const [n, row] of writes.entries()) {
        const before = writes[n - 1];
        const [one, two] = [before && callOf(before), callOf(row)];
        if (!before || !one || !two || !isSameStep(calls, one, two)) continue;
        if (hasTwin(row)) steps.add(row);
        else if (!isSound(one)) unmeasured.add(row);
      }
    }
  }
  return {
    isStep: (row) => steps.has(row),
    doubtIn: (rows) => {
      for (const same of Map.groupBy(rows, ({ task }) => task).values()) {
        const writes = writesOf(same);
        const [first, last] = [writes[0], writes.at(-1)];
        const task = first && taskOf(first);
        if (!first || !last || !task || task.ending.how !== 'answered') continue;
        const usual = writesOf(usualRows(first));
        const isMore = hasTwin(first)
          ? writes.length > Math.max(1, usual.length)
          : writes.some((row) => unmeasured.has(row));
        if (!isMore || task.ending.disposition !== 'full') continue;
        const settled = usual.at(-1);
        const [one, two] = [callOf(first), callOf(last)];
        if (!one || !two) continue;
        const before = settledAs(two, one, task.start.shouldDo?.[first.does]);
        const words = difference(before, two, settled && callOf(settled));
        if (words !== null) return words;
      }
      return null;
    },
  };
}

/** Whether two writes each add the same to what was read before them, and the first was seen to be done in between. */
function isSameStep(calls: readonly TaskCall[], one: TaskCall, two: TaskCall): boolean {
  const read = (from: number, until: number, field: string) => {
    const looks = calls.filter(
      (call) =>
        call.start.safe &&
        call.start.point === one.start.point &&
        isSound(call) &&
        call.start.seq > from &&
        (call.end?.seq ?? Infinity) < until,
    );
    const said = scalarsOf(looks.at(-1)?.end?.meaning).find((it) => isSameField(it.field, field));
    return said === undefined ? Number.NaN : Number(said.text);
  };
  const next = fieldsOf(two);
  return [...fieldsOf(one)].some(([field, text]) => {
    const [written, again] = [Number(text), Number(next.get(field))];
    const before = read(-1, one.start.seq, field);
    const between = read(one.start.seq, two.start.seq, field);
    const step = written - before;
    return step !== 0 && between === written && Math.abs(again - between - step) < 1e-9;
  });
}

/** The first argument that the last write has otherwise than the first one, and than the last one without faults. */
function difference(first: TaskCall, last: TaskCall, usual: TaskCall | undefined): string | null {
  const before = fieldsOf(first);
  const settled = usual ? fieldsOf(usual) : new Map<string, string>();
  for (const [field, text] of fieldsOf(last)) {
    const was = before.get(field);
    if (was === undefined || isSameValue(was, text)) continue;
    if (isSameValue(settled.get(field) ?? '', text)) continue;
    return `${text} for ${field} after ${was}`;
  }
  return null;
}

/** The arguments of a call that are numbers or one word, those of a list together, without ids, times and counts of attempts. */
function fieldsOf(call: TaskCall): ReadonlyMap<string, string> {
  const scalars = argumentsOf(call).filter(
    ({ field, text }) => field !== '' && !isOfTheWay(field) && isPlain(text),
  );
  const fields = Map.groupBy(scalars, ({ field }) => field);
  return new Map(
    [...fields].map(([field, its]) => [field, its.map(({ text }) => text).join(', ')]),
  );
}

function isPlain(text: string): boolean {
  return !Number.isNaN(Number(text)) || (/^\S+$/.test(text) && !isDrawn(text));
}
