import type { EventOf } from '../tasks.ts';

/**
 * Finds the first undo of an entry after a place in the trace, unless the entry is made again
 * before.
 */
export type FindUndo = (
  point: string,
  names: readonly string[],
  after: number,
) => EventOf<'effect'> | null;

/** Indexes the undos of a run by an id of the entry, or by its key where no reply told the id. */
export function undosIn(effects: readonly EventOf<'effect'>[]): FindUndo {
  const undos = effects.filter(({ undoes }) => undoes);
  const byName = Map.groupBy(undos, ({ point, id, key }) => `${point}\u0000${id || key}`);
  const made = effects.filter(({ undoes, id }) => !undoes && id !== '');
  const landings = Map.groupBy(made, ({ point, id }) => `${point}\u0000${id}`);
  return (point, names, after) => {
    const keys = [...new Set(names)]
      .filter((name) => name !== '')
      .map((name) => `${point}\u0000${name}`);
    const isLater = ({ seq }: EventOf<'effect'>) => seq > after;
    const firstOf = (index: typeof byName) =>
      keys
        .flatMap((name) => index.get(name) ?? [])
        .filter(isLater)
        .toSorted((a, b) => a.seq - b.seq)[0];
    const first = firstOf(byName);
    const until = firstOf(landings)?.seq ?? Number.POSITIVE_INFINITY;
    return first && first.seq < until ? first : null;
  };
}
