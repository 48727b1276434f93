import type { LookupFunction, Socket } from 'node:net';
import type { Draw } from '../../model/random.ts';
import type { Address } from './address.ts';
import type { ProxyClock } from '../lines/clock.ts';
import { openFlow, type Flow } from './flow.ts';
import type { Counts, ProxyEvent } from '../proxy.ts';
import { openConnectionToxics, type ConnectionToxics } from '../connection-toxics.ts';
import { adopt, dial } from './sockets.ts';
import type { ActiveToxic } from '../active-toxic.ts';
import type { Stream, Toxic } from '../toxic.ts';

/** A client and the upstream that it is connected to. */
export interface Connection {
  readonly put: (active: ActiveToxic) => void;
  readonly remove: (toxic: Toxic) => void;
  /** Drops the connection at once. */
  readonly stop: () => void;
  readonly bytes: () => Counts;
}

/** What a connection needs of its proxy. */
export interface ConnectionOptions {
  readonly accepted: Socket;
  readonly number: number;
  /** The upstream; null where its address cannot be parsed. */
  readonly upstream: Address | null;
  readonly dialMs: number;
  readonly lookup: LookupFunction | undefined;
  readonly carriesResets: boolean;
  readonly clock: ProxyClock;
  readonly draw: (toxic: string) => Draw;
  readonly active: Iterable<ActiveToxic>;
  readonly tell: (event: ProxyEvent) => void;
}

/** The mutable state of a connection. */
interface State {
  readonly options: ConnectionOptions;
  readonly flows: Readonly<Record<Stream, Flow>>;
  readonly rolls: ConnectionToxics;
  readonly client: Socket;
  /** The upstream socket, once it is dialled. */
  server: Socket | undefined;
  stopDial: () => void;
  how: Extract<ProxyEvent, { kind: 'close' }>['how'];
  isFinished: boolean;
}

/**
 * Dials the upstream for an accepted client, and carries data both ways until both sides have
 * ended.
 */
export function openConnection(options: ConnectionOptions): Connection {
  const { number, draw, tell } = options;
  const flows = openFlows(options.clock, () => state);
  const state: State = {
    options,
    flows,
    rolls: openConnectionToxics(flows, draw, (toxic) =>
      tell({ kind: 'struck', connection: number, toxic }),
    ),
    client: adopt(options.accepted, flows.upstream.onread),
    server: undefined,
    stopDial: () => {},
    how: 'end',
    isFinished: false,
  };
  tell({ kind: 'open', connection: number });
  watch(state, state.client, 'upstream');
  flows.downstream.join(state.client);
  for (const active of options.active) state.rolls.put(active);
  proceed(state);
  return {
    put: (active) => {
      state.rolls.put(active);
      proceed(state);
    },
    remove: (toxic) => {
      state.rolls.remove(toxic);
      proceed(state);
    },
    stop: () => drop(state, 'stopped'),
    bytes: () => ({ upstream: flows.upstream.bytes(), downstream: flows.downstream.bytes() }),
  };
}

function openFlows(clock: ProxyClock, stateNow: () => State): Readonly<Record<Stream, Flow>> {
  const flows: Readonly<Record<Stream, Flow>> = {
    upstream: openFlow(clock, 'upstream', {
      end: () => {
        const { client, server } = stateNow();
        // A client that ends while nobody was dialed for it has given up.
        if (server) endWrites(server, client);
        else client.destroy();
      },
      close: () => (stateNow().server ?? stateNow().client).destroySoon(),
      reset: () => reset(stateNow()),
      reply: (data) => flows.downstream.chain.take({ data, readMs: clock.nowMs() }),
    }),
    downstream: openFlow(clock, 'downstream', {
      end: () => endWrites(stateNow().client, stateNow().server),
      close: () => stateNow().client.destroySoon(),
      reset: () => reset(stateNow()),
      // Its chain passes on by itself what it has to say.
      reply: () => {},
    }),
  };
  return flows;
}

/** Dials, unless that was done or a toxic holds or resets new connections. */
function proceed(state: State): void {
  const { options, rolls, flows, client, server } = state;
  if (server || client.destroyed) return;
  const opening = rolls.opening();
  if (opening === 'reset') reset(state);
  // It is read, so that a client that gives up is noticed.
  else if (opening === 'hold') flows.upstream.read(client);
  else if (options.upstream === null) drop(state, 'refused');
  else dialUp(state, options.upstream);
}

function dialUp(state: State, upstream: Address): void {
  const { options, flows, client } = state;
  const refused = () => drop(state, 'refused');
  const server = dial(upstream, flows.downstream.onread, options.lookup);
  state.server = server;
  state.stopDial = options.clock.after(options.dialMs, refused);
  server.once('error', refused);
  server.once('connect', () => {
    state.stopDial();
    server.off('error', refused);
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (options.carriesResets && error.code === 'ECONNRESET') reset(state);
    });
    watch(state, server, 'downstream');
    flows.upstream.join(server);
    flows.upstream.read(client);
    flows.downstream.read(server);
  });
}

/** Ends flows when a socket does; `out` is the one that reads from it. */
function watch(state: State, socket: Socket, out: Stream): void {
  const into = out === 'upstream' ? 'downstream' : 'upstream';
  const flow = state.flows[out];
  socket.on('error', () => {});
  socket.once('end', flow.end);
  socket.once('close', () => {
    state.flows[into].chain.abort();
    // Half a connection, whose other half is gone, is of no use.
    if (flow.chain.isOver()) (out === 'upstream' ? state.server : state.client)?.destroySoon();
    flow.end();
    finish(state);
  });
}

function finish(state: State): void {
  const { options, flows, client, server, how } = state;
  if (state.isFinished || !client.destroyed || server?.destroyed === false) return;
  state.isFinished = true;
  state.stopDial();
  flows.upstream.release();
  flows.downstream.release();
  options.tell({
    kind: 'close',
    connection: options.number,
    how,
    receivedBytes: flows.upstream.bytes().received,
    sentBytes: flows.downstream.bytes().sent,
  });
}

function drop(state: State, how: State['how']): void {
  state.how = how;
  state.server?.destroy();
  state.client.destroy();
}

function reset(state: State): void {
  state.how = 'reset';
  tearDown(state.client);
  if (state.server) tearDown(state.server);
}

/** Sends FIN, and stops reading where no peer is left to read for. */
function endWrites(socket: Socket, other: Socket | undefined): void {
  if (other === undefined || other.destroyed) socket.destroySoon();
  else socket.end();
}

/** Sends RST where that is possible: not while dialling, nor while a FIN is on its way. */
function tearDown(socket: Socket): void {
  const isEnding = socket.writableEnded && !socket.writableFinished;
  if (socket.connecting || isEnding) socket.destroy();
  else socket.resetAndDestroy();
}
