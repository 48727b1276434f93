import { canonical } from '../../../model/json/json.ts';
import { madeForTask, undoneFor, type Entry, type Ledger } from '../ledger.ts';
import { foundBy } from '../standing.ts';
import type { TaskRecord } from '../tasks.ts';

/**
 * Of which label a task left fewer effects than each of the same tasks without faults, or with fewer different
 * arguments, in words; null where there is none. What `expect.effects` counts is for the ledger to judge.
 */
export function fewerEffects(
  task: TaskRecord,
  twins: readonly TaskRecord[],
  ledger: Ledger,
): string | null {
  const usual = twins.map((twin) => leftBy(ledger, twin));
  const own = leftBy(ledger, task);
  for (const [name, [first]] of usual[0] ?? []) {
    if (!first || Object.hasOwn(task.start.shouldDo ?? {}, first.does)) continue;
    const made = own.get(name) ?? [];
    const left = [...made, ...foundBy(ledger, task, { label: first.does, made })];
    for (const [count, what] of counts) {
      const fewest = Math.min(...usual.map((one) => count(one.get(name) ?? [])));
      const came = count(left);
      if (came < fewest) return `${first.does} landed ${came} ${what}; without faults ${fewest}`;
    }
  }
  return null;
}

const counts: readonly (readonly [(entries: readonly Entry[]) => number, string])[] = [
  [(entries) => entries.length, 'times'],
  [
    (entries) => new Set(entries.map(({ input }) => canonical(input))).size,
    'times with arguments of its own',
  ],
];

/** The effects that a task left, by point and label. */
function leftBy(ledger: Ledger, task: TaskRecord): ReadonlyMap<string, readonly Entry[]> {
  const left = madeForTask(ledger, task).filter((entry) => !undoneFor(entry, task));
  return Map.groupBy(left, ({ point, does }) => `${point}\u0000${does}`);
}
