import { isObject, mapFields } from '../../model/json/walk.ts';
import type { LoadCounts, Spell } from '../counts/fold.ts';
import { histogram, isHistogram } from '../counts/histogram.ts';

/**
 * The counts of a load of all its parts: numbers and histograms are added, name by name and window by window. Of the
 * tasks that were open at once the sum is the most that there can have been.
 */
export function summedCounts(parts: readonly LoadCounts[]): LoadCounts {
  const names = [...new Set(parts.flatMap(({ phases }) => phases.map(({ phase }) => phase.name)))];
  const sums = parts.map(({ hits, strays, late }) => ({ hits, strays, late }));
  return {
    ...added(sums),
    phases: names.map((name) =>
      added(parts.flatMap(({ phases }) => phases.filter(({ phase }) => phase.name === name))),
    ),
    spells: joined(parts.map(({ spells }) => spells)),
    errors: parts.flatMap(({ errors }) => errors),
  };
}

/** What is the same in each part. */
const shared: ReadonlySet<string> = new Set(['phase', 'plannedMs', 'fromMs', 'toMs']);

/** The sum of counts of one shape; what one of them does not know, the sum does not. */
function added<T>(parts: readonly T[]): T {
  return sum(parts) as T;
}

function sum(parts: readonly unknown[]): unknown {
  const [first] = parts;
  if (parts.includes(null)) return null;
  if (isHistogram(first)) {
    const all = histogram();
    for (const part of parts.filter(isHistogram)) all.add(part);
    return all;
  }
  if (first instanceof Map) {
    const entries = (parts as readonly Map<unknown, unknown>[]).flatMap((part) => [...part]);
    const byKey = Map.groupBy(entries, ([key]) => key);
    return new Map([...byKey].map(([key, its]) => [key, sum(its.map(([, count]) => count))]));
  }
  if (Array.isArray(first)) {
    const lists = parts as readonly (readonly unknown[])[];
    const length = Math.max(...lists.map((list) => list.length));
    return Array.from({ length }, (_, n) => sum(lists.flatMap((list) => list.slice(n, n + 1))));
  }
  if (!isObject(first)) return (parts as readonly number[]).reduce((all, one) => all + one, 0);
  return mapFields(first, ([name, its]) => [
    [name, shared.has(name) ? its : sum(parts.map((part) => (part as typeof first)[name]))],
  ]);
}

/** The same spell of a strike in each part, from where it first was on to where it last was. */
function joined(parts: readonly (readonly Spell[])[]): readonly Spell[] {
  const all = new Map<string, Spell>();
  for (const spells of parts) {
    const counts = new Map<number, number>();
    for (const spell of spells) {
      const nth = (counts.get(spell.strike) ?? 0) + 1;
      counts.set(spell.strike, nth);
      const key = `${spell.strike} ${nth}`;
      const { strike, fromMs, toMs } = all.get(key) ?? spell;
      const end = toMs === null || spell.toMs === null ? null : Math.max(toMs, spell.toMs);
      all.set(key, { strike, fromMs: Math.min(fromMs, spell.fromMs), toMs: end });
    }
  }
  return [...all.values()];
}
