import { constants } from 'node:os';
import { sleep } from '../../model/clock.ts';
import type { Facet } from '../../model/fault/facet.ts';
import type { RpcServer } from './rpc-server.ts';
import { startStdioChild, type StdioChild, type StdioChildOptions } from './stdio-child.ts';

/** How a server ended by itself: in words, as an exit code (128 and more for a signal), and its last words. */
export interface ServerEnd {
  readonly how: string;
  readonly code: number;
  readonly said: readonly string[];
}

/** What a server over stdio offers faults: it can be started again, too. */
export const stdioFacets: readonly Facet[] = ['request', 'value', 'rpc', 'memory'];

/** A running server over stdio. */
export interface StdioServer extends RpcServer {
  /** Resolves when the server has ended and is not to be started again. */
  readonly gone: Promise<ServerEnd>;
  /** Closes its stdin, upon which servers end; kills it after two seconds. */
  readonly end: () => Promise<ServerEnd>;
}

/**
 * Starts a server; it dies with this process.
 * @throws HarnessError `system-died` if it cannot start.
 */
export async function openStdioServer(options: StdioChildOptions): Promise<StdioServer> {
  const { promise: gone, resolve, reject } = Promise.withResolvers<ServerEnd>();
  // Who never asks how it ended is not ended by it.
  gone.catch(() => {});
  const replaced = new Set<StdioChild>();
  const watched = (child: StdioChild) => {
    const onGone = () => {
      // Of a server that was started again, nobody tells the client that it was.
      child.hangUp(replaced.has(child) ? 'stall' : 'reset');
      if (!replaced.has(child)) resolve(endOf(child));
    };
    child.gone.addEventListener('abort', onGone, { once: true });
    return child;
  };
  let current = watched(await startStdioChild(options));
  let ready = Promise.resolve(current);
  let isClosed = false;
  const startedAgain = async (old: StdioChild) => {
    if (isClosed || old.ended() !== null) return old;
    replaced.add(old);
    await old.kill(graceMs);
    if (!isClosed) current = watched(await startStdioChild(options));
    return current;
  };
  return {
    framing: 'lines',
    gone,
    ask: async ({ body }) => (await ready).ask(body),
    tell: ({ body }) =>
      void ready.then(
        (child) => child.write(body),
        () => {},
      ),
    restart: () => {
      ready = ready.then(startedAgain);
      ready.catch(reject);
    },
    end: async () => {
      isClosed = true;
      current.closeInput();
      await sleep(graceMs, current.gone);
      await current.kill(graceMs);
      return endOf(current);
    },
    close: async () => {
      isClosed = true;
      await current.kill(graceMs);
    },
  };
}

/** The time that a server gets to end by itself (ms). */
const graceMs = 2000;

function endOf(child: StdioChild): ServerEnd {
  const how = child.ended() ?? 'no end';
  const [, code] = /^exit code (\d+)$/.exec(how) ?? [];
  const [, name = ''] = /^signal (\w+)$/.exec(how) ?? [];
  const signal = Object.entries(constants.signals).find(([one]) => one === name)?.[1] ?? 0;
  return { how, code: code === undefined ? 128 + signal : Number(code), said: child.said() };
}
