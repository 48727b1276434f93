import type { Socket } from 'node:net';
import type { Draw } from '../model/random.ts';
import type { Address } from './address.ts';
import type { ProxyClock } from './clock.ts';
import { openFlow, type Flow } from './flow.ts';
import type { Counts, ProxyEvent } from './proxy.ts';
import { openRolls } from './rolls.ts';
import { adopt, dial } from './sockets.ts';
import type { Standing } from './standing.ts';
import type { Stream, Toxic } from './toxic.ts';

/** One client, and the upstream it is joined to. */
export interface Connection {
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
  readonly carriesResets: boolean;
  readonly clock: ProxyClock;
  readonly draw: (toxic: string) => Draw;
  readonly standings: Iterable<Standing>;
  readonly tell: (event: ProxyEvent) => void;
}

/** Dials for a client that was accepted, and carries both ways until both have ended. */
export function openConnection(options: ConnectionOptions): Connection {
  const { accepted, number, clock, tell } = options;
  let how: Extract<ProxyEvent, { kind: 'close' }>['how'] = 'end';
  let server: Socket | undefined;
  let stopDial: () => void = () => {};
  let isFinished = false;

  const reset = () => {
    how = 'reset';
    tearDown(client);
    if (server) tearDown(server);
  };
  const refused = () => {
    how = 'refused';
    server?.destroy();
    client.destroy();
  };
  const flows: Readonly<Record<Stream, Flow>> = {
    upstream: openFlow(clock, 'upstream', {
      end: () => (server ? endWrites(server, client) : client.destroy()),
      close: () => (server ?? client).destroySoon(),
      reset,
      reply: (data) => flows.downstream.chain.take({ data, readMs: clock.nowMs() }),
    }),
    downstream: openFlow(clock, 'downstream', {
      end: () => endWrites(client, server),
      close: () => client.destroySoon(),
      reset,
      reply: () => {},
    }),
  };
  const client = adopt(accepted, flows.upstream.onread);
  const rolls = openRolls(flows, options.draw, (toxic) =>
    tell({ kind: 'struck', connection: number, toxic }),
  );
  const finish = () => {
    if (isFinished || !client.destroyed || server?.destroyed === false) return;
    isFinished = true;
    stopDial();
    flows.upstream.release();
    flows.downstream.release();
    const receivedBytes = flows.upstream.bytes().received;
    const sentBytes = flows.downstream.bytes().sent;
    tell({ kind: 'close', connection: number, how, receivedBytes, sentBytes });
  };
  const watch = (socket: Socket, out: Flow, into: Flow, other: () => Socket | undefined) => {
    socket.on('error', () => {});
    socket.once('end', out.end);
    socket.once('close', () => {
      into.chain.abort();
      // Half a connection, whose other half is gone, is of no use.
      if (out.chain.isOver()) other()?.destroySoon();
      out.end();
      finish();
    });
  };
  const join = (dialed: Socket) => {
    stopDial();
    dialed.off('error', refused);
    dialed.once('error', (error: NodeJS.ErrnoException) => {
      if (options.carriesResets && error.code === 'ECONNRESET') reset();
    });
    watch(dialed, flows.downstream, flows.upstream, () => client);
    flows.upstream.join(dialed);
    flows.upstream.read(client);
    flows.downstream.read(dialed);
  };
  const dialUp = (address: Address) => {
    const dialed = dial(address, flows.downstream.onread);
    server = dialed;
    dialed.once('error', refused);
    dialed.once('connect', () => join(dialed));
    stopDial = clock.after(options.dialMs, refused);
  };
  const proceed = () => {
    if (server || client.destroyed) return;
    const opening = rolls.opening();
    if (opening === 'reset') reset();
    // It is read, so that a client that gives up is noticed.
    else if (opening === 'hold') flows.upstream.read(client);
    else if (options.upstream === null) refused();
    else dialUp(options.upstream);
  };
  tell({ kind: 'open', connection: number });
  watch(client, flows.upstream, flows.downstream, () => server);
  flows.downstream.join(client);
  for (const standing of options.standings) rolls.put(standing);
  proceed();
  return {
    put: (standing) => {
      rolls.put(standing);
      proceed();
    },
    remove: (toxic) => {
      rolls.remove(toxic);
      proceed();
    },
    stop: () => {
      how = 'stopped';
      client.destroy();
      server?.destroy();
    },
    bytes: () => ({ upstream: flows.upstream.bytes(), downstream: flows.downstream.bytes() }),
  };
}

/** FIN; and no more reading, where nobody is left to read for. */
function endWrites(socket: Socket, other: Socket | undefined): void {
  if (other === undefined || other.destroyed) socket.destroySoon();
  else socket.end();
}

/** RST, where one can still be sent: not while dialing, nor while a FIN is on its way. */
function tearDown(socket: Socket): void {
  const isEnding = socket.writableEnded && !socket.writableFinished;
  if (socket.connecting || isEnding) socket.destroy();
  else socket.resetAndDestroy();
}
