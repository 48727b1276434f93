import type { Server } from 'node:http';
import { wallClock } from '../../model/clock.ts';
import { nearbyLookup } from '../sockets/nearby.ts';
import { openProxy } from '../open-proxy.ts';
import { toxicKinds } from '../toxics/index.ts';
import { callersOf } from './callers.ts';
import type { Api } from './endpoints/endpoint.ts';
import type { OpenProxy } from './worker.ts';
import { eventLog } from './event-log.ts';
import { nearbyOnly } from './guard.ts';
import type { MetricKind } from './metrics.ts';
import { populateFrom, type PopulatedFrom } from './endpoints/populate.ts';
import { newRegistry } from './registry.ts';
import { apiServer, type ServerLimits } from './server.ts';
import { kindsOf } from './endpoints/toxic-body.ts';
import { newTraffic } from './traffic.ts';

/** How a Toxiproxy is set up. */
export interface ToxiproxySetup {
  /** What toxics draw from: the same seed, the same draws. */
  readonly seed: number;
  /** Where the server will listen, and so what it may be called; 127.0.0.1 where left out. */
  readonly host?: string;
  /** Accepts what Toxiproxy does not have, too: more toxics, toxics in lists, `/events`. */
  readonly isExtended?: boolean;
  /** Lets proxies stand in front of hosts off loopback and private networks. */
  readonly allowsRemote?: boolean;
  /** What `/metrics` shows; without any it is not there. */
  readonly metrics?: readonly MetricKind[];
  readonly limits?: Partial<ServerLimits>;
  /** What does the work of a proxy; `openProxy` where left out. */
  readonly open?: OpenProxy;
}

/** A Toxiproxy in this process: an HTTP server that does not listen yet, and its proxies. */
export interface Toxiproxy {
  readonly server: Server;
  /** Does what `POST /populate` does with a list in JSON. */
  readonly populate: (json: Uint8Array) => Promise<PopulatedFrom>;
  /** Ends every connection, stops every proxy. */
  readonly close: () => Promise<void>;
}

/** A Toxiproxy without proxies. */
export function newToxiproxy(options: ToxiproxySetup): Toxiproxy {
  const { seed, isExtended = false, allowsRemote = false, metrics = [], limits = {} } = options;
  const { host = '127.0.0.1' } = options;
  const events = eventLog(wallClock().nowMs);
  const open: OpenProxy = allowsRemote
    ? openProxy
    : (proxy) => openProxy({ ...proxy, lookup: nearbyLookup() });
  const registry = newRegistry({
    open: options.open ?? open,
    seed,
    traffic: newTraffic(),
    onEvent: events.add,
  });
  const kinds = kindsOf(toxicKinds.values(), isExtended);
  const guard = allowsRemote ? async () => {} : nearbyOnly();
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
