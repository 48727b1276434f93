import { argumentsOf } from '../../scalars.ts';
import type { TaskCall, TaskRecord } from '../../tasks.ts';
import { isOfTheWay } from '../of-the-way.ts';
import { fittingOf } from '../settled.ts';

/**
 * The calls by which a task changed the world, once for each operation, by label, which of the arguments that are
 * expected it has, and number.
 */
export function effectsOf(task: TaskRecord): ReadonlyMap<string, TaskCall> {
  const found = new Map<string, TaskCall>();
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  for (const effect of task.effects) {
    const call = task.calls.find(({ start }) => start.call === effect.call);
    if (effect.undoes || !call) continue;
    const label = `${call.start.point} ${call.start.label}`;
    const operation = `${label} ${call.start.site.op}`;
    if (seen.has(operation)) continue;
    seen.add(operation);
    const fitting = fittingOf(call, task.start.shouldDo?.[call.start.label]);
    const kind = [label, ...fitting].join(' ');
    const nth = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, nth);
    found.set(`${kind} #${nth}`, call);
  }
  return found;
}

/** The arguments of a call by field; those that tell when or how often it was made are left out. */
export function fieldsOf(call: TaskCall): ReadonlyMap<string, string> {
  const scalars = argumentsOf(call).filter(({ field }) => field !== '' && !isOfTheWay(field));
  const fields = Map.groupBy(scalars, ({ field }) => field);
  return new Map(
    [...fields].map(([field, its]) => [field, its.map(({ text }) => text).join(', ')]),
  );
}
