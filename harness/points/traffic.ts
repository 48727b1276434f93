import type { Connected, LinkSurroundings } from '../model/fault/place.ts';
import type { CallOutcome } from '../model/trace/trace.ts';
import type { ProxyEvent } from '../proxy/proxy.ts';

/** The connections over one link, as calls of the trace. */
export interface Traffic {
  /** Records an event of the proxy. */
  readonly tell: (event: ProxyEvent) => void;
  /** Calls `onHit` with each call that a toxic strikes. */
  readonly onStruck: (toxic: string, onHit: (call: number) => void) => void;
  /** Starts to collect the calls that have a connection; returns the function that returns them. */
  readonly collect: () => () => readonly number[];
}

/** Creates the record of a link without connections. */
export function watchTraffic(at: LinkSurroundings): Traffic {
  const open = new Map<number, Connected>();
  const struck = new Map<string, (call: number) => void>();
  const collections = new Set<Set<number>>();
  return {
    tell: (event) => {
      const known = open.get(event.connection);
      if (event.kind === 'open') {
        const connected = at.connected();
        open.set(event.connection, connected);
        for (const collection of collections) collection.add(connected.call);
      } else if (event.kind === 'struck') {
        struck.get(event.toxic)?.(known?.call ?? 0);
      } else {
        open.delete(event.connection);
        known?.end(outcomes[event.how]);
      }
    },
    onStruck: (toxic, onHit) => void struck.set(toxic, onHit),
    collect: () => {
      const collection = new Set([...open.values()].map(({ call }) => call));
      collections.add(collection);
      return () => {
        collections.delete(collection);
        return [...collection];
      };
    },
  };
}

/** What an end of a connection is as the end of a call. `stopped`: the run is over. */
const outcomes: Readonly<Record<Extract<ProxyEvent, { kind: 'close' }>['how'], CallOutcome>> = {
  end: 'replied',
  reset: 'broken',
  refused: 'broken',
  stopped: 'replied',
};
