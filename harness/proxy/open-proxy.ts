import { randomInt } from 'node:crypto';
import {
  createServer,
  type AddressInfo,
  type LookupFunction,
  type Server,
  type Socket,
} from 'node:net';
import { HarnessError } from '../model/error.ts';
import { draws, type Draw } from '../model/random.ts';
import { openAdmission } from './sockets/admission.ts';
import { readAddress, writeAddress, type Address } from './sockets/address.ts';
import { realClock, type ProxyClock } from './lines/clock.ts';
import { openConnection, type Connection } from './sockets/connection.ts';
import { sumCounts, type Counts, type Proxy, type ProxyEvent, type Route } from './proxy.ts';
import { openProxyToxics, type ProxyToxics } from './proxy-toxics.ts';
import type { Toxic } from './toxic.ts';

/** Options of a proxy. */
export interface ProxyOptions {
  readonly name: string;
  readonly route: Route;
  readonly toxics?: readonly Toxic[];
  /** The seed of all draws; the same seed gives the same draws. Random by default. */
  readonly seed?: number;
  /** Replaces the seed: gives the draws of one toxic on one connection. */
  readonly draw?: (connection: number, toxic: string) => Draw;
  readonly clock?: ProxyClock;
  readonly onEvent?: (event: ProxyEvent) => void;
  /**
   * Whether a reset by the upstream resets the client, too; by default the client sees a normal
   * end, as with Toxiproxy.
   */
  readonly carriesResets?: boolean;
  /** The most time for the upstream to accept a connection (ms); 30,000 by default. */
  readonly dialMs?: number;
  /** Resolves an upstream's host name at each dial; the system's resolver by default. */
  readonly lookup?: LookupFunction;
}

// As many as Linux allows: clients that come all at once are not to wait for a second try.
const backlog = 4096;

/** The mutable state of a proxy, except its toxics. */
interface State {
  readonly options: ProxyOptions;
  readonly toxics: ProxyToxics;
  readonly draw: (connection: number, toxic: string) => Draw;
  readonly live: Map<number, Connection>;
  /** The bytes carried by connections that have ended. */
  gone: Counts;
  opened: number;
  server: Server | null;
  /** Admits the accepted clients that wait. */
  admitWaiting: () => void;
  bound: string;
  /** Called when the last connection has ended. */
  onIdle: () => void;
}

/** Makes a stopped proxy; `start` binds it. */
export function openProxy(options: ProxyOptions): Proxy {
  const { name, route, seed = randomInt(2 ** 32) } = options;
  const live = new Map<number, Connection>();
  const toxics = openProxyToxics(() => live.values());
  for (const toxic of options.toxics ?? []) toxics.set(toxic);
  const state: State = {
    options,
    toxics,
    draw: options.draw ?? ((connection, toxic) => draws(seed, 'toxic', name, connection, toxic)),
    live,
    gone: noCounts,
    opened: 0,
    server: null,
    admitWaiting: () => {},
    bound: route.listen,
    onIdle: () => {},
  };
  return {
    name,
    route: () => ({ listen: state.bound, upstream: route.upstream }),
    isEnabled: () => state.server !== null,
    start: () => start(state),
    stop: () => stop(state),
    toxics: toxics.toxics,
    setToxic: async (toxic) => toxics.set(toxic),
    removeToxic: async (toxic) => toxics.remove(toxic),
    bytes: () =>
      [...live.values()].reduce((total, each) => sumCounts(total, each.bytes()), state.gone),
    connections: () => live.size,
  };
}

async function start(state: State): Promise<void> {
  if (state.server) return;
  const { route } = state.options;
  const upstream = addressOrNull(route.upstream);
  const options = { allowHalfOpen: true, pauseOnConnect: true, noDelay: true };
  const admission = openAdmission(state.options.clock ?? realClock, (accepted) =>
    accept(state, accepted, upstream),
  );
  const server = createServer(options, admission.add);
  state.server = server;
  state.admitWaiting = admission.flush;
  try {
    state.bound = await listen(server, route.listen);
  } catch (error) {
    state.server = null;
    throw error;
  }
  // A client that cannot be accepted, for want of descriptors, is lost; those that are here stay.
  server.on('error', () => {});
}

async function stop(state: State): Promise<void> {
  const { server, live } = state;
  if (!server) return;
  state.admitWaiting();
  state.server = null;
  state.bound = state.options.route.listen;
  const closed = new Promise((resolve) => void server.close(resolve));
  const idle = new Promise<void>((resolve) => (state.onIdle = resolve));
  for (const connection of live.values()) connection.stop();
  await closed;
  if (live.size > 0) await idle;
}

function accept(state: State, accepted: Socket, upstream: Address | null): void {
  const { options, live, toxics } = state;
  const number = ++state.opened;
  const connection = openConnection({
    accepted,
    number,
    upstream,
    dialMs: options.dialMs ?? 30_000,
    lookup: options.lookup,
    carriesResets: options.carriesResets ?? false,
    clock: options.clock ?? realClock,
    draw: (toxic) => state.draw(number, toxic),
    active: toxics.active(),
    tell: (event) => tell(state, event),
  });
  live.set(number, connection);
}

function tell(state: State, event: ProxyEvent): void {
  const { live, options } = state;
  const connection = event.kind === 'close' ? live.get(event.connection) : undefined;
  if (connection) {
    state.gone = sumCounts(state.gone, connection.bytes());
    live.delete(event.connection);
  }
  options.onEvent?.(event);
  if (live.size === 0) state.onIdle();
}

/** Binds a server, and resolves to its address. */
function listen(server: Server, address: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { host, port } = readAddress(address);
    // Go, which users may have come from, takes the first address of this name.
    const where = host === 'localhost' ? '127.0.0.1' : host;
    server.once('error', reject);
    server.listen({ port, backlog, ...(where === undefined ? {} : { host: where }) }, () => {
      server.off('error', reject);
      const bound = server.address() as AddressInfo;
      resolve(writeAddress(bound.address, bound.port));
    });
  });
}

/** The parsed upstream; null for text that is no address, in which case every client is refused. */
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
