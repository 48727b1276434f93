import type { Entry } from '../ledger/entry.ts';
import { pathOf } from '../scalars.ts';

/** The entries that stand: those without what a later `PUT` to the same path wrote over. */
export function unreplaced(live: readonly Entry[]): readonly Entry[] {
  const lastPathOf = ({ calls }: Entry) =>
    calls
      .slice(-1)
      .map(({ start }) => pathOf(start))
      .join();
  const isOver = (one: Entry, later: Entry) =>
    later.point === one.point &&
    later.does === one.does &&
    Math.min(...later.landed) > Math.max(...one.landed) &&
    lastPathOf(later) === lastPathOf(one);
  return live.filter(
    (one) => !/^PUT \S*:/.test(one.does) || !live.some((later) => isOver(one, later)),
  );
}
