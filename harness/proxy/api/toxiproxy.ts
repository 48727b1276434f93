import type { Server } from 'node:http';
import { wallClock } from '../../model/clock.ts';
import { privateLookup } from '../sockets/private-network.ts';
import { openProxy } from '../open-proxy.ts';
import { toxicKinds } from '../toxics/index.ts';
import { callersOf } from './callers.ts';
import type { Api } from './endpoints/endpoint.ts';
import type { OpenProxy } from './worker.ts';
import { eventLog } from './event-log.ts';
import { privateOnly } from './guard.ts';
import type { MetricKind } from './metrics.ts';
import { populateFrom, type PopulatedFrom } from './endpoints/populate.ts';
import { newRegistry } from './registry.ts';
import { apiServer, type ServerLimits } from './server.ts';
import { kindsOf } from './endpoints/toxic-body.ts';
import { newTraffic } from './traffic.ts';

/** Options of an embedded Toxiproxy. */
export interface ToxiproxySetup {
  /** The seed of all draws; the same seed gives the same draws. */
  readonly seed: number;
  /**
   * The host at which the server will listen, and by which clients may call it; 127.0.0.1 by
   * default.
   */
  readonly host?: string;
  /** Accepts extensions beyond Toxiproxy: more toxics, toxics in lists, `/events`. */
  readonly isExtended?: boolean;
  /** Allows upstreams outside loopback and private networks. */
  readonly allowsRemote?: boolean;
  /** The metrics at `/metrics`; without any, the path does not exist. */
  readonly metrics?: readonly MetricKind[];
  readonly limits?: Partial<ServerLimits>;
  /** Makes the proxies; `openProxy` by default. */
  readonly open?: OpenProxy;
}

/** A Toxiproxy in this process: its HTTP server, which does not listen yet, and its proxies. */
export interface Toxiproxy {
  readonly server: Server;
  /** Makes proxies from a JSON list, as `POST /populate` does. */
  readonly populate: (json: Uint8Array) => Promise<PopulatedFrom>;
  /** Ends every connection, and stops every proxy. */
  readonly close: () => Promise<void>;
}

/** Makes a Toxiproxy without proxies. */
export function newToxiproxy(options: ToxiproxySetup): Toxiproxy {
  const { seed, isExtended = false, allowsRemote = false, metrics = [], limits = {} } = options;
  const { host = '127.0.0.1' } = options;
  const events = eventLog(wallClock().nowMs);
  const open: OpenProxy = allowsRemote
    ? openProxy
    : (proxy) => openProxy({ ...proxy, lookup: privateLookup() });
  const registry = newRegistry({
    open: options.open ?? open,
    seed,
    traffic: newTraffic(),
    onEvent: events.add,
  });
  const kinds = kindsOf(toxicKinds.values(), isExtended);
  const guard = allowsRemote ? async () => {} : privateOnly();
  const api: Api = { registry, guard, events, metrics, kinds };
  const server = apiServer(api, callersOf(host), limits);
  return {
    server,
    populate: (json) => populateFrom(api, () => Promise.resolve(json)),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await Promise.all([closed, registry.close()]);
    },
  };
}
