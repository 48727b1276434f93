import type { Connection } from './sockets/connection.ts';
import type { ActiveToxic } from './active-toxic.ts';
import type { Toxic } from './toxic.ts';
import { checkToxic } from './check-toxic.ts';

/** The toxics of a proxy, listening or not. */
export interface ProxyToxics {
  /** The toxics with their kinds, in order of creation. */
  readonly active: () => Iterable<ActiveToxic>;
  /** The toxics, upstream ones first. */
  readonly toxics: () => readonly Toxic[];
  /**
   * Adds or replaces a toxic.
   * @throws HarnessError `bad-argument` for a toxic that the catalogue does not know.
   */
  readonly set: (toxic: Toxic) => void;
  /** Removes the toxic with this name, if there is one. */
  readonly remove: (name: string) => void;
}

/** Makes an empty set of toxics; its changes reach the live connections. */
export function openProxyToxics(live: () => Iterable<Connection>): ProxyToxics {
  const active = new Map<string, ActiveToxic>();
  let puts = 0;
  const remove = (name: string) => {
    const removed = active.get(name);
    if (!removed) return;
    active.delete(name);
    for (const connection of live()) connection.remove(removed.toxic);
  };
  return {
    active: () => active.values(),
    toxics: () => {
      const all = [...active.values()].map(({ toxic }) => toxic);
      const on = (stream: string) => all.filter((toxic) => toxic.stream === stream);
      return [...on('upstream'), ...on('downstream')];
    },
    set: (toxic) => {
      const kind = checkToxic(toxic);
      const old = active.get(toxic.name);
      if (old && !isSameButSet(old.toxic, toxic)) remove(toxic.name);
      const { order, countConnection } = active.get(toxic.name) ?? {
        order: ++puts,
        countConnection: counter(),
      };
      const added = { toxic, kind, order, countConnection };
      active.set(toxic.name, added);
      for (const connection of live()) connection.put(added);
    },
    remove,
  };
}

/** Whether only the attributes, the toxicity or the schedule changed. */
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
