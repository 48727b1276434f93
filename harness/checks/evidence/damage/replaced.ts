import type { Entry } from '../ledger.ts';
import type { CallsOf } from '../unconfirmed.ts';

/** The entries that stand: those without what a later `PUT` to the same path wrote over. */
export function unreplaced(live: readonly Entry[], callsOf: CallsOf): readonly Entry[] {
  const pathOf = (entry: Entry) => {
    const { path, input } = callsOf(entry).at(-1)?.start ?? {};
    return path ?? (typeof input === 'string' ? input : '');
  };
  const isOver = (one: Entry, later: Entry) =>
    later.point === one.point &&
    later.does === one.does &&
    Math.min(...later.landed) > Math.max(...one.landed) &&
    pathOf(later) === pathOf(one);
  return live.filter(
    (one) => !/^PUT \S*:/.test(one.does) || !live.some((later) => isOver(one, later)),
  );
}
