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
import type { Counts, Proxy, ProxyEvent, Route } from './proxy.ts';
import { openRoster, type Roster } from './roster.ts';
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
  /** Finds the address of an upstream that is a name, at each dial; the system where left out. */
  readonly lookup?: LookupFunction;
}

// As many as Linux allows: clients that come all at once are not to wait for a second try.
const backlog = 4096;

/** All that changes on a proxy, but its toxics. */
interface State {
  readonly options: ProxyOptions;
  readonly roster: Roster;
  readonly draw: (connection: number, toxic: string) => Draw;
  readonly live: Map<number, Connection>;
  /** What connections that are over have carried. */
  gone: Counts;
  opened: number;
  server: Server | null;
  /** Admits the clients that were accepted and wait. */
  admitWaiting: () => void;
  bound: string;
  /** Called when the last connection is over. */
  onIdle: () => void;
}

/** A proxy that is stopped; `start` binds it. */
export function openProxy(options: ProxyOptions): Proxy {
  const { name, route, seed = randomInt(2 ** 32) } = options;
  const live = new Map<number, Connection>();
  const roster = openRoster(() => live.values());
  for (const toxic of options.toxics ?? []) roster.set(toxic);
  const state: State = {
    options,
    roster,
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
    toxics: roster.toxics,
    setToxic: async (toxic) => roster.set(toxic),
    removeToxic: async (toxic) => roster.remove(toxic),
    bytes: () => [...live.values()].reduce((total, each) => sum(total, each.bytes()), state.gone),
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
  const { options, live, roster } = state;
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
    standings: roster.standings(),
    tell: (event) => tell(state, event),
  });
  live.set(number, connection);
}

function tell(state: State, event: ProxyEvent): void {
  const { live, options } = state;
  const connection = event.kind === 'close' ? live.get(event.connection) : undefined;
  if (connection) {
    state.gone = sum(state.gone, connection.bytes());
    live.delete(event.connection);
  }
  options.onEvent?.(event);
  if (live.size === 0) state.onIdle();
}

/** Resolves to the address it is bound to. */
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
