import type { LinkCondition } from '../model/fault/condition.ts';
import { HarnessError } from '../model/error.ts';
import { digest } from '../model/json/json.ts';
import { flag } from '../model/options/kinds.ts';
import { demandOptions, shown, type Demand } from '../model/options/strict.ts';
import type { Lift, Link, LinkMaker, LinkSurroundings } from '../model/fault/place.ts';
import { tally, type Tally } from '../model/tally.ts';
import { readAddress, writeAddress } from '../proxy/sockets/address.ts';
import { privateLookup } from '../proxy/sockets/private-network.ts';
import { openProxy } from '../proxy/open-proxy.ts';
import type { Proxy } from '../proxy/proxy.ts';
import type { Toxic } from '../proxy/toxic.ts';
import { refuseFar } from './refuse-far.ts';
import { watchTraffic, type Traffic } from './traffic.ts';
import { behindToxiproxy, type FarProxy, type Server } from './far-proxy.ts';

/** The options of a link. */
export interface LinkOptions {
  /**
   * A real Toxiproxy: the address of its API (`http://127.0.0.1:8474`), a started
   * `ToxiProxyContainer`, or a function that returns either for each run. By default the embedded
   * one.
   */
  readonly toxiproxy?: Server | (() => Server | Promise<Server>);
  /** Whether the link may leave this machine and its private networks; false by default. */
  readonly allowRemote?: boolean;
}

/**
 * A TCP link from the agent to a dependency: a database, a cache, a broker. `upstream` is the
 * dependency's address, or a function that returns it for each run. A scenario with a link runs on
 * the wire only.
 *
 * @example
 * points: { db: link('127.0.0.1:5432') },
 * system: service({ command, env: (at) => ({ PGHOST: at.address('db') }) }),
 * plan: [latency({ ms: 300 }).at('db'), linkDown().at('db', { ms: [2_000, 4_000] })],
 */
export function link(
  upstream: string | (() => string | Promise<string>),
  options: LinkOptions = {},
): LinkMaker {
  checkOptions(upstream, options);
  return {
    kind: 'link',
    has: ['bytes'],
    effects: [],
    open: async (at) => {
      const found = typeof upstream === 'string' ? upstream : await upstream();
      readAddress(found);
      if (!options.allowRemote) await refuseFar(found, nearOnly);
      return openLink(found, at, options);
    },
  };
}

const nearOnly = {
  expected: 'a link to this machine or a private network',
  fix: 'Say `allowRemote: true` in link() where faults on it can hurt nobody else.',
};

const shape: Demand<LinkOptions>['shape'] = {
  toxiproxy: {
    words: 'the address of its API, a container, or a function that gives either',
    fits: (value) => ['string', 'object', 'function'].includes(typeof value) && value !== null,
  },
  allowRemote: flag,
};

function checkOptions(upstream: unknown, options: LinkOptions): void {
  demandOptions(options, { what: 'the options of link(…)', shape });
  if (typeof upstream === 'function') return;
  if (typeof upstream === 'string') return void readAddress(upstream);
  throw new HarnessError('bad-argument', {
    expected: "link(…) to be given where the dependency listens: link('127.0.0.1:5432')",
    got: shown(upstream),
    fix: 'Give host:port, or a function that finds it.',
  });
}

/** A real Toxiproxy tells nobody whom it struck, so the embedded one stands before it and looks. */
async function openLink(
  upstream: string,
  at: LinkSurroundings,
  { toxiproxy, allowRemote = false }: LinkOptions,
): Promise<Link> {
  const server = typeof toxiproxy === 'function' ? await toxiproxy() : toxiproxy;
  const far = server === undefined ? null : await behindToxiproxy(server, at.name, upstream);
  const traffic = watchTraffic(at);
  const near = openProxy({
    name: at.name,
    route: { listen: writeAddress(at.host, 0), upstream: far?.address ?? upstream },
    seed: at.seed,
    carriesResets: true,
    ...(far === null && !allowRemote && { lookup: privateLookup() }),
    onEvent: traffic.tell,
  });
  await near.start();
  const imposed = tally();
  return {
    address: near.route().listen,
    impose: async (condition, onHit) => {
      const toxics = toxicsOf(condition, nameOf(condition, imposed));
      const isFar = far !== null && toxics.every(({ type }) => type !== 'down');
      if (!isFar) return putNear(near, toxics, traffic, onHit);
      return putFar(far, toxics, { near, traffic, onHit });
    },
    close: async () => {
      await near.stop();
      await far?.close();
    },
  };
}

type OnHit = (call: number) => void;

async function putNear(
  near: Proxy,
  toxics: readonly Toxic[],
  traffic: Traffic,
  onHit: OnHit,
): Promise<Lift> {
  for (const toxic of toxics) {
    traffic.onStruck(toxic.name, onHit);
    await near.setToxic(toxic);
  }
  return async () => {
    for (const { name } of toxics) await near.removeToxic(name);
  };
}

/**
 * A real server does not say whom it struck: whoever had a connection while bytes moved was, by a
 * toxic that strikes all that moves. Of any other nobody can tell, so nobody was.
 */
async function putFar(
  far: FarProxy,
  toxics: readonly Toxic[],
  { near, traffic, onHit }: { readonly near: Proxy; readonly traffic: Traffic; onHit: OnHit },
): Promise<Lift> {
  const before = received(near);
  const collected = traffic.collect();
  const lifts: Lift[] = [];
  for (const toxic of toxics) lifts.push(await far.put(toxic));
  return async () => {
    for (const lift of lifts) await lift();
    const calls = collected();
    const hasMoved = received(near) > before;
    if (hasMoved && toxics.some(strikesAll)) for (const call of calls) onHit(call);
  };
}

/** Whether a toxic strikes whatever moves: all connections, and without a limit to be reached. */
function strikesAll({ type, toxicity, attributes }: Toxic): boolean {
  if (toxicity < 1 || attributes['latency'] === 0) return false;
  return ['latency', 'bandwidth', 'timeout', 'reset_peer'].includes(type);
}

function received(proxy: Proxy): number {
  const { upstream, downstream } = proxy.bytes();
  return upstream.received + downstream.received;
}

/** Proxies draw by the names of toxics: a name must not hang on which others came before. */
function nameOf(condition: LinkCondition, imposed: Tally): string {
  const content = digest(condition);
  return `${content.slice(0, 6)}_${imposed.next(content)}`;
}

function toxicsOf(
  { toxic: type, streams, toxicity, attributes }: LinkCondition,
  name: string,
): readonly Toxic[] {
  return streams.map((stream) => ({
    name: `${type}_${stream}_${name}`,
    type,
    stream,
    toxicity,
    attributes,
  }));
}
