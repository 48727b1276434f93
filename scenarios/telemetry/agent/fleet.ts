import { breakGlass, controlPlane, type ControlPlane } from './control-plane.ts';
import { exporter } from './exporter.ts';
import { fleetNode, type FleetNode } from './node.ts';
import type { Safeguards } from './safeguards.ts';
import { wait } from './wait.ts';

/** Where the fleet finds what it leans on; base URLs without a slash at the end. */
export interface Addresses {
  readonly control: string;
  /** The control plane's lane for emergencies. */
  readonly admin: string;
  readonly catalog: string;
  readonly sink: string;
}

/** How users fared in a stretch of time. */
export interface Traffic {
  readonly asked: number;
  readonly served: number;
}

/** A cluster of nodes. */
export interface Fleet {
  readonly nodes: readonly FleetNode[];
  readonly control: ControlPlane;
  readonly breakGlass: () => Promise<void>;
  /** Has so many percent of the nodes run a version, and the others the first. */
  readonly setVersion: (version: string, percent: number) => void;
  /** Lets every node live while users come, one node after another, each `everyMs`. */
  readonly live: (ms: number, everyMs: number, signal: AbortSignal) => Promise<Traffic>;
}

/** A cluster of so many nodes, all of the first version. */
export function fleet(at: Addresses, nodes: number, safeguards: Safeguards): Fleet {
  const control = controlPlane(at.control);
  const send = exporter(at.sink, safeguards);
  const all = Array.from({ length: nodes }, (_, id) =>
    fleetNode({ id, nodes, control, catalog: at.catalog, send, safeguards }),
  );
  return {
    nodes: all,
    control,
    breakGlass: () => breakGlass(at.admin),
    setVersion: (version, percent) => {
      const until = Math.ceil((nodes * percent) / 100);
      for (const [index, node] of all.entries()) node.version = index < until ? version : 'agent-1';
    },
    live: async (ms, everyMs, signal) => {
      const over = new AbortController();
      const stop = AbortSignal.any([signal, over.signal]);
      const lives = all.map((node) => node.live(stop));
      let [asked, served] = [0, 0];
      const users: Promise<void>[] = [];
      for (let atMs = 0; atMs < ms && !signal.aborted; atMs += everyMs) {
        const node = all[asked % nodes];
        const item = (asked += 1);
        if (node)
          users.push(
            node.serve(item).then(
              () => void (served += 1),
              () => undefined,
            ),
          );
        await wait(everyMs, signal);
      }
      await Promise.all(users);
      over.abort();
      await Promise.all(lives);
      return { asked, served };
    },
  };
}
