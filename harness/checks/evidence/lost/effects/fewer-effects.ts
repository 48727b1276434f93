import { canonical } from '../../../../model/json/json.ts';
import { madeForTask, type Ledger } from '../../ledger.ts';
import { undoneFor, type Entry } from '../../ledger/entry.ts';
import { foundBy } from '../../ledger/standing.ts';
import { isSound, type TaskCall, type TaskRecord } from '../../tasks.ts';

/**
 * Of which label a task left fewer effects than each of the same tasks without faults, or with fewer different
 * arguments, in words; null where there is none. What `expect.effects` counts is for the ledger to judge. Where a
 * call of the label got no true reply, a task of the recovery that has fewer than before the faults, too, is no
 * witness: it may have found what that call left undone.
 */
export function fewerEffects(
  task: TaskRecord,
  twins: readonly TaskRecord[],
  ledger: Ledger,
): string | null {
  const usual = twins.map((twin) => ({ role: twin.role, left: leftBy(ledger, twin) }));
  const own = leftBy(ledger, task);
  for (const [name, [first]] of usual[0]?.left ?? []) {
    if (!first || Object.hasOwn(task.start.shouldDo ?? {}, first.does)) continue;
    const made = own.get(name) ?? [];
    const left = [...made, ...foundBy(ledger, task, { label: first.does, made })];
    const isLost = task.calls.some((call) => isOf(first, call) && !isSound(call));
    for (const [count, what] of counts) {
      const countIn = (one: (typeof usual)[number]) => count(one.left.get(name) ?? []);
      const before = usual.filter(({ role }) => role === 'before').map(countIn);
      const isWitness = (one: (typeof usual)[number]) =>
        !isLost ||
        before.length === 0 ||
        one.role === 'before' ||
        countIn(one) >= Math.min(...before);
      const fewest = Math.min(...usual.filter(isWitness).map(countIn));
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

function isOf({ point, does }: Entry, { start }: TaskCall): boolean {
  return start.point === point && start.label === does;
}

/** The effects that a task left, by point and label. */
function leftBy(ledger: Ledger, task: TaskRecord): ReadonlyMap<string, readonly Entry[]> {
  const left = madeForTask(ledger, task).filter((entry) => !undoneFor(entry, task));
  return Map.groupBy(left, ({ point, does }) => `${point}\u0000${does}`);
}
