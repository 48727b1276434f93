import { contains } from '../../../model/json/contains.ts';
import { canonical } from '../../../model/json/json.ts';
import { countOf, type Wanted } from '../../../model/wanted.ts';
import { liveOf, madeForTask, type Ledger } from '../ledger.ts';
import { dispositionOf } from '../ending/disposition-rank.ts';
import { isWrittenOver, undoneFor, type Entry } from './entry.ts';
import { foundBy } from './standing.ts';
import { usuallyUndone } from './usually-undone.ts';
import type { TaskRecord } from '../tasks.ts';

/** Live effects of one label that a task should not have left. */
export interface Excess {
  readonly label: string;
  /** How many effects of the label are allowed. */
  readonly allowed: number;
  /** The entries of the label; without those that match an expectation of arguments. */
  readonly entries: readonly Entry[];
  /** Whether the entries are not too many, but have other arguments than expected. */
  readonly areOthers: boolean;
  /** What was expected and what came, in words. */
  readonly words: string;
}

/** How many effects of a label a task may leave: what it declares, else one. */
export function allowedOf(task: TaskRecord, label: string): number {
  return countOf(task.start.shouldDo?.[label] ?? 1);
}

/**
 * Finds the labels of which a task left more effects than expected, or others. A declaration counts
 * a label at all points together; without one, each point may have as many as the same task left in
 * the baseline, at least one. What that task made and took back is neither too many nor another, where its taking back failed;
 * nor is another what was replaced by what is expected.
 */
export function excessOf(ledger: Ledger, task: TaskRecord): readonly Excess[] {
  const declared = task.start.shouldDo ?? {};
  const live = liveOf(ledger, task);
  const onTheWay = usuallyUndone(ledger, task, live);
  const left = live.filter((entry) => !onTheWay.includes(entry));
  const groups = Map.groupBy(left, ({ point, does }) =>
    Object.hasOwn(declared, does) ? does : `${point}\u0000${does}`,
  );
  return [...groups.values()].flatMap((entries): readonly Excess[] => {
    const [{ does: label, point } = { does: '', point: '' }] = entries;
    const wanted = declared[label];
    const allowed =
      wanted === undefined
        ? Math.max(1, countBefore(ledger, task, { does: label, point }))
        : countOf(wanted);
    if (entries.length > allowed) {
      const ids = entries.map(({ id }) => id || 'no id').join(', ');
      const words = `${label} landed ${entries.length} times, ${allowed} allowed (${ids})`;
      return [{ label, allowed, entries, areOthers: false, words }];
    }
    const unlike = typeof wanted === 'object' ? unmatched(entries, wanted).entries : [];
    const others = unlike.filter((entry) => !isSetRight(ledger, task, { entry, wanted }));
    if (others.length === 0) return [];
    const came = [...new Set(others.map((entry) => cameAs(entry, entries)))].join(' and ');
    const words = `${label} landed with ${came}, expected ${canonical(wanted)}`;
    return [{ label, allowed, entries: others, areOthers: true, words }];
  });
}

/**
 * Whether a later write to the same thing is as expected: before the task ended, or after it where its answer is less
 * than full, such as a report that it calls provisional and that the next task writes in full.
 */
function isSetRight(
  { entries }: Ledger,
  { end, ending }: TaskRecord,
  { entry, wanted }: { readonly entry: Entry; readonly wanted: Wanted | undefined },
): boolean {
  const isLess = dispositionOf(ending) !== null && dispositionOf(ending) !== 'full';
  return entries.some(
    (later) =>
      isWrittenOver(entry, later) &&
      later.undone === null &&
      (isLess || (end !== null && Math.max(...later.landed) < end.seq)) &&
      typeof wanted === 'object' &&
      wanted.some((part) => contains(later.input, part)),
  );
}

/** Fewer effects of one label than a task should leave. */
export interface Shortage {
  readonly label: string;
  readonly wanted: number;
  readonly found: number;
  /** Why, where the task's request was taken for another task's: `; its key is that of task before-1`. */
  readonly because: string;
}

/**
 * Finds the labels of which a task left fewer effects than expected. Effects that others undid later
 * count, and so does what the task found there as it was asked for.
 */
export function shortOf(ledger: Ledger, task: TaskRecord): readonly Shortage[] {
  const mine = madeForTask(ledger, task).filter((entry) => !undoneFor(entry, task));
  return Object.entries(task.start.shouldDo ?? {}).flatMap(([label, wanted]) => {
    const made = mine.filter((entry) => entry.does === label);
    const count = countOf(wanted);
    const foundIn = (its: readonly Entry[]) =>
      typeof wanted === 'number' ? its.length : count - unmatched(its, wanted).parts;
    if (foundIn(made) >= count) return [];
    const found = foundIn([...made, ...foundBy(ledger, task, { label, made })]);
    return found < count
      ? [{ label, wanted: count, found, because: sameKey(ledger, task, label) }]
      : [];
  });
}

/** Whether a task left fewer effects of a label than it declares or, where it declares none, than without faults. */
export function isShort(ledger: Ledger, task: TaskRecord): boolean {
  if (shortOf(ledger, task).length > 0) return true;
  const declared = task.start.shouldDo ?? {};
  const twin = ledger.before(task);
  return (twin ? liveOf(ledger, twin) : []).some(
    (entry) =>
      !Object.hasOwn(declared, entry.does) &&
      countOfLike(ledger, task, entry) < countBefore(ledger, task, entry),
  );
}

/** The arguments of an effect, and how often it landed with these where that is more than once. */
function cameAs({ input }: Entry, entries: readonly Entry[]): string {
  const text = canonical(input);
  const times = entries.filter((one) => canonical(one.input) === text).length;
  return times > 1 ? `${text} ${times} times` : text;
}

function sameKey({ entries }: Ledger, task: TaskRecord, label: string): string {
  const keys = new Set(task.effects.flatMap(({ does, key }) => (does === label && key) || []));
  const other = entries.find(
    ({ does, key, makers }) => does === label && keys.has(key) && !makers.includes(task),
  );
  const [maker] = other?.makers ?? [];
  return maker ? `; its key is that of task ${maker.id}` : '';
}

function countBefore(
  ledger: Ledger,
  task: TaskRecord,
  like: Pick<Entry, 'does' | 'point'>,
): number {
  const twin = ledger.before(task);
  return twin ? countOfLike(ledger, twin, like) : 0;
}

function countOfLike(
  ledger: Ledger,
  task: TaskRecord,
  { does, point }: Pick<Entry, 'does' | 'point'>,
): number {
  return liveOf(ledger, task).filter((one) => one.does === does && one.point === point).length;
}

/** The entries and expectations that remain after a maximum matching by arguments. */
function unmatched(
  entries: readonly Entry[],
  parts: readonly unknown[],
): { readonly entries: readonly Entry[]; readonly parts: number } {
  const takers = new Map<number, Entry>();
  const give = (entry: Entry, seen: Set<number>): boolean =>
    parts.some((part, index) => {
      if (seen.has(index) || !contains(entry.input, part)) return false;
      seen.add(index);
      const taker = takers.get(index);
      if (taker && !give(taker, seen)) return false;
      takers.set(index, entry);
      return true;
    });
  const left = entries.filter((entry) => !give(entry, new Set()));
  return { entries: left, parts: parts.length - takers.size };
}
