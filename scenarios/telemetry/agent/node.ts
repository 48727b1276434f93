import type { ControlPlane } from './control-plane.ts';
import { endpointCache } from './endpoint-cache.ts';
import type { Exporter } from './exporter.ts';
import type { Safeguards } from './safeguards.ts';
import { timing } from './timing.ts';
import { wait } from './wait.ts';

/** One machine of the fleet: it serves users, and runs an agent that collects telemetry. */
export interface FleetNode {
  /** The version of its telemetry agent. */
  version: string;
  /** Serves one user. Throws where it cannot. */
  readonly serve: (item: number) => Promise<string>;
  /** Collects telemetry once. */
  readonly collect: () => Promise<void>;
  /** Keeps its endpoint fresh and its telemetry coming until `signal` aborts. */
  readonly live: (signal: AbortSignal) => Promise<void>;
}

/** What a node is made of. */
export interface NodeOptions {
  readonly id: number;
  /** How many nodes the cluster has. */
  readonly nodes: number;
  readonly control: ControlPlane;
  /** The base URL of what users ask for; a host follows it. */
  readonly catalog: string;
  readonly send: Exporter;
  readonly safeguards: Safeguards;
}

/** The version of the telemetry agent that reads every node, whatever the safeguards. */
export const heavyVersion = 'agent-2';

/** A node that runs the first version, and knows no endpoint yet. */
export function fleetNode({
  id,
  nodes,
  control,
  catalog,
  send,
  safeguards,
}: NodeOptions): FleetNode {
  const cache = endpointCache(() => control.lookUp('catalog'), safeguards);
  const node: FleetNode = {
    version: 'agent-1',
    serve: async (item) => {
      const startMs = performance.now();
      const url = `${catalog}/${await cache.host()}/items/${item}`;
      const reply = await fetch(url, { signal: AbortSignal.timeout(2_000) });
      if (!reply.ok) throw new Error(`the catalog answered ${reply.status}`);
      const { name } = (await reply.json()) as { readonly name: string };
      await send({ node: id, tookMs: performance.now() - startMs });
      return name;
    },
    collect: async () => {
      const readsAll = node.version === heavyVersion || !safeguards.readsOwnNode;
      await (readsAll ? control.readAll(nodes) : control.readNode(id));
    },
    live: async (signal) => {
      const collecting = async () => {
        await wait((timing.collect * id) / nodes, signal);
        while (!signal.aborted) {
          await node.collect().catch(() => undefined);
          await wait(timing.collect, signal);
        }
      };
      const refreshing = async () => {
        await wait((timing.start * id) / nodes, signal);
        await cache.refresh(signal);
      };
      await Promise.all([refreshing(), collecting()]);
    },
  };
  return node;
}
