import { randomInt } from 'node:crypto';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { HarnessError } from '../model/error.ts';
import { draws, type Draw } from '../model/random.ts';
import { readAddress, writeAddress, type Address } from './address.ts';
import { realClock, type ProxyClock } from './clock.ts';
import { openConnection, type Connection } from './connection.ts';
import type { Counts, Proxy, ProxyEvent, Route } from './proxy.ts';
import { openRoster } from './roster.ts';
import type { Stream, Toxic } from './toxic.ts';

/** What a proxy is opened with. */
export interface ProxyOptions {
  readonly name: string;
  readonly route: Route;
  readonly toxics?: readonly Toxic[];
  /** The same seed, connections and toxics: the same draws. Another one each time by default. */
  readonly seed?: number;
  /** Where draws come from instead, for one toxic on one connection. */
  readonly draw?: (connection: number, toxic: string) => Draw;
  readonly clock?: ProxyClock;
  readonly onEvent?: (event: ProxyEvent) => void;
  /** Whether a reset by the upstream is one for the client, too; as with Toxiproxy, it is an end. */
  readonly carriesResets?: boolean;
  /** How long upstream may take to accept a connection; 30 s. */
  readonly dialMs?: number;
}

/** A proxy that is stopped; `start` binds it. */
export function openProxy(options: ProxyOptions): Proxy {
  const { name, route, seed = randomInt(2 ** 32), onEvent = () => {} } = options;
  const draw =
    options.draw ?? ((connection, toxic) => draws(seed, 'toxic', name, connection, toxic));
  const live = new Map<number, Connection>();
  const roster = openRoster(() => live.values());
  for (const toxic of options.toxics ?? []) roster.set(toxic);
  let gone = noCounts;
  let opened = 0;
  let server: Server | null = null;
  let bound = route.listen;
  let onIdle: () => void = () => {};

  const tell = (event: ProxyEvent) => {
    const connection = event.kind === 'close' ? live.get(event.connection) : undefined;
    if (connection) {
      gone = sum(gone, connection.bytes());
      live.delete(event.connection);
    }
    onEvent(event);
    if (live.size === 0) onIdle();
  };
  const accept = (accepted: Socket, upstream: Address | null) => {
    const number = ++opened;
    const connection = openConnection({
      accepted,
      number,
      upstream,
      dialMs: options.dialMs ?? 30_000,
      carriesResets: options.carriesResets ?? false,
      clock: options.clock ?? realClock,
      draw: (toxic) => draw(number, toxic),
      standings: roster.standings(),
      tell,
    });
    live.set(number, connection);
  };
  return {
    name,
    route: () => ({ listen: bound, upstream: route.upstream }),
    isEnabled: () => server !== null,
    start: async () => {
      if (server) return;
      const upstream = addressOrNull(route.upstream);
      const starting = createServer(
        { allowHalfOpen: true, pauseOnConnect: true, noDelay: true },
        (accepted) => accept(accepted, upstream),
      );
      server = starting;
      try {
        bound = await listen(starting, route.listen);
      } catch (error) {
        server = null;
        throw error;
      }
    },
    stop: async () => {
      const stopping = server;
      if (!stopping) return;
      server = null;
      bound = route.listen;
      const closed = new Promise((resolve) => void stopping.close(resolve));
      const idle = new Promise<void>((resolve) => (onIdle = resolve));
      for (const connection of live.values()) connection.stop();
      await closed;
      if (live.size > 0) await idle;
    },
    toxics: roster.toxics,
    setToxic: async (toxic) => roster.set(toxic),
    removeToxic: async (toxic) => roster.remove(toxic),
    bytes: () => [...live.values()].reduce((total, each) => sum(total, each.bytes()), gone),
    connections: () => live.size,
  };
}

/** Resolves to the address it is bound to. */
function listen(server: Server, address: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { host, port } = readAddress(address);
    // Go, which users may have come from, takes the first address of this name.
    const where = host === 'localhost' ? '127.0.0.1' : host;
    server.once('error', reject);
    server.listen({ port, ...(where === undefined ? {} : { host: where }) }, () => {
      server.off('error', reject);
      const bound = server.address() as AddressInfo;
      resolve(writeAddress(bound.address, bound.port));
    });
  });
}

/** An upstream that is no address refuses every client, as one does that cannot be reached. */
function addressOrNull(text: string): Address | null {
  try {
    return readAddress(text);
  } catch (error) {
    if (error instanceof HarnessError) return null;
    throw error;
  }
}

const noCounts: Counts = {
  upstream: { received: 0, sent: 0 },
  downstream: { received: 0, sent: 0 },
};

function sum(a: Counts, b: Counts): Counts {
  const both = (stream: Stream) => ({
    received: a[stream].received + b[stream].received,
    sent: a[stream].sent + b[stream].sent,
  });
  return { upstream: both('upstream'), downstream: both('downstream') };
}
