import type { Socket } from 'node:net';
import type { Draw } from '../model/random.ts';
import type { Address } from './address.ts';
import type { Link } from './chain.ts';
import type { ProxyClock } from './clock.ts';
import { openFlow, type Flow } from './flow.ts';
import type { Counts, ProxyEvent } from './proxy.ts';
import { adopt, dial } from './sockets.ts';
import type { Standing } from './standing.ts';
import type { Stream, Toxic } from './toxic.ts';

/** One client, and the upstream it is joined to. */
export interface Connection {
  /** Rolls whether a toxic strikes it, the first time; then puts it on or sets it anew. */
  readonly put: (standing: Standing) => void;
  readonly remove: (toxic: Toxic) => void;
  /** Drops it, at once. */
  readonly stop: () => void;
  readonly bytes: () => Counts;
}

/** What a connection needs of its proxy. */
export interface ConnectionOptions {
  readonly accepted: Socket;
  readonly number: number;
  /** Null where the upstream is no address that one could dial. */
  readonly upstream: Address | null;
  readonly dialMs: number;
  readonly clock: ProxyClock;
  readonly draw: (toxic: string) => Draw;
  readonly standings: Iterable<Standing>;
  readonly tell: (event: ProxyEvent) => void;
}

type How = Extract<ProxyEvent, { kind: 'close' }>['how'];

/** Dials for a client that was accepted, and carries both ways until both have ended. */
export function openConnection(options: ConnectionOptions): Connection {
  const { accepted, number, clock, tell } = options;
  let how: How = 'end';
  let stopDial: () => void = () => {};
  const sockets: { client: Socket; server?: Socket } = { client: accepted };

  const reset = () => {
    how = 'reset';
    for (const socket of [sockets.client, sockets.server]) if (socket) tearDown(socket);
  };
  const flowTo = (to: 'client' | 'server', from: 'client' | 'server') =>
    openFlow(clock, {
      // With nobody left on the other side, half a connection is of no use.
      end: () => sockets[to]?.[sockets[from]?.destroyed ? 'destroySoon' : 'end'](),
      close: () => sockets[to]?.destroySoon(),
      reset,
    });
  const flows: Readonly<Record<Stream, Flow>> = {
    upstream: flowTo('server', 'client'),
    downstream: flowTo('client', 'server'),
  };
  const bytes = () => ({
    upstream: flows.upstream.bytes(),
    downstream: flows.downstream.bytes(),
  });
  const toxics = rolls(options, flows);

  let isFinished = false;
  const finish = () => {
    if (isFinished || !sockets.client.destroyed || sockets.server?.destroyed === false) return;
    isFinished = true;
    stopDial();
    const sentBytes = flows.downstream.bytes().sent;
    const receivedBytes = flows.upstream.bytes().received;
    tell({ kind: 'close', connection: number, how, receivedBytes, sentBytes });
  };
  const watch = (socket: Socket, out: Flow, into: Flow, other: () => Socket | undefined) => {
    socket.on('error', () => {});
    socket.once('end', out.end);
    socket.once('close', () => {
      into.chain.abort();
      if (out.chain.isOver()) other()?.destroySoon();
      out.end();
      finish();
    });
  };
  const refused = () => {
    how = 'refused';
    sockets.client.destroy();
  };
  const join = (client: Socket, server: Socket) => {
    stopDial();
    server.off('error', refused);
    watch(server, flows.downstream, flows.upstream, () => client);
    flows.upstream.start(client, server);
    flows.downstream.start(server, client);
  };
  const begin = () => {
    const client = adopt(accepted, flows.upstream.onread);
    sockets.client = client;
    tell({ kind: 'open', connection: number });
    watch(client, flows.upstream, flows.downstream, () => sockets.server);
    for (const standing of options.standings) toxics.put(standing);
    if (options.upstream === null) return refused();
    const server = dial(options.upstream, flows.downstream.onread);
    sockets.server = server;
    server.once('error', refused);
    server.once('connect', () => join(client, server));
    stopDial = clock.after(options.dialMs, () => {
      server.destroy();
      refused();
    });
  };
  begin();
  return {
    put: toxics.put,
    remove: toxics.remove,
    stop: () => {
      how = 'stopped';
      sockets.client.destroy();
      sockets.server?.destroy();
    },
    bytes,
  };
}

/** RST, where the socket can still send one: not while its FIN is on its way. */
function tearDown(socket: Socket): void {
  if (socket.writableEnded && !socket.writableFinished) socket.destroy();
  else socket.resetAndDestroy();
}

interface Roll {
  readonly share: number;
  readonly ordinal: number;
  readonly link: Omit<Link, 'toxic' | 'kind'>;
}

/** Which toxics strike a connection: one roll for each, kept as long as the toxic is on. */
function rolls(options: ConnectionOptions, flows: Readonly<Record<Stream, Flow>>) {
  const known = new Map<string, Roll>();
  const roll = (standing: Standing): Roll => {
    const { name } = standing.toxic;
    const draw = options.draw(name);
    let isStruck = false;
    const strike = () => {
      if (isStruck) return;
      isStruck = true;
      options.tell({ kind: 'struck', connection: options.number, toxic: name });
    };
    const link = { order: standing.order, draw, memory: new Map<string, number>(), strike };
    return { share: draw(), ordinal: standing.meet(), link };
  };
  const flowsOf = ({ stream, beyond }: Toxic) =>
    beyond?.bothStreams ? [flows.upstream, flows.downstream] : [flows[stream]];
  return {
    put: (standing: Standing) => {
      const { toxic, kind } = standing;
      const { share, ordinal, link } = known.get(toxic.name) ?? roll(standing);
      known.set(toxic.name, { share, ordinal, link });
      const { from = 1, to = Infinity } = toxic.beyond ?? {};
      const isStruck = share < toxic.toxicity && ordinal >= from && ordinal <= to;
      for (const flow of flowsOf(toxic)) {
        if (isStruck) flow.chain.put({ ...link, toxic, kind });
        else flow.chain.remove(toxic.name, { mayClose: false });
        flow.relax();
      }
    },
    remove: (toxic: Toxic) => {
      known.delete(toxic.name);
      for (const flow of flowsOf(toxic)) {
        flow.chain.remove(toxic.name, { mayClose: true });
        flow.relax();
      }
    },
  };
}
