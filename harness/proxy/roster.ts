import type { Connection } from './sockets/connection.ts';
import type { ActiveToxic } from './standing.ts';
import type { Toxic } from './toxic.ts';
import { checkToxic } from './check-toxic.ts';

/** The toxics that are on a proxy, whether it listens or not. */
export interface Roster {
  /** In the order in which they were put on. */
  readonly standings: () => Iterable<ActiveToxic>;
  /** Upstream ones first. */
  readonly toxics: () => readonly Toxic[];
  /** @throws HarnessError `bad-argument` where the toxic is none of the catalogue's. */
  readonly set: (toxic: Toxic) => void;
  /** Nothing happens where no toxic has that name. */
  readonly remove: (name: string) => void;
}

/** An empty roster, whose changes reach the live connections. */
export function openRoster(live: () => Iterable<Connection>): Roster {
  const standings = new Map<string, ActiveToxic>();
  let puts = 0;
  const remove = (name: string) => {
    const standing = standings.get(name);
    if (!standing) return;
    standings.delete(name);
    for (const connection of live()) connection.remove(standing.toxic);
  };
  return {
    standings: () => standings.values(),
    toxics: () => {
      const all = [...standings.values()].map(({ toxic }) => toxic);
      const on = (stream: string) => all.filter((toxic) => toxic.stream === stream);
      return [...on('upstream'), ...on('downstream')];
    },
    set: (toxic) => {
      const kind = checkToxic(toxic);
      const old = standings.get(toxic.name);
      if (old && !isSameButSet(old.toxic, toxic)) remove(toxic.name);
      const { order, meet } = standings.get(toxic.name) ?? { order: ++puts, meet: counter() };
      const standing = { toxic, kind, order, meet };
      standings.set(toxic.name, standing);
      for (const connection of live()) connection.put(standing);
    },
    remove,
  };
}

/** Only its attributes, its toxicity or its schedule changed. */
function isSameButSet(old: Toxic, toxic: Toxic): boolean {
  return (
    old.type === toxic.type &&
    old.stream === toxic.stream &&
    old.beyond?.bothStreams === toxic.beyond?.bothStreams
  );
}

function counter(): () => number {
  let n = 0;
  return () => ++n;
}
