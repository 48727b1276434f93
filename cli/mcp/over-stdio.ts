import {
  mcpProxy,
  type McpProxy,
  type McpProxyOptions,
} from '../../harness/mcp/proxy/mcp-proxy.ts';
import type { RpcServer } from '../../harness/mcp/proxy/rpc-server.ts';
import { openStdioFront, type StdioFront } from '../../harness/mcp/proxy/stdio-front.ts';
import { exit } from '../exit-codes.ts';
import { note } from '../terminal/event-printer.ts';
import { aborted, untilStopped } from '../terminal/interrupt.ts';
import { sayIdle } from './idle-faults.ts';

/** A server for a client on our stdin and stdout. */
export interface StdioBack {
  readonly server: RpcServer;
  /** How messages cross to it, where what it says beside them must be heard. */
  readonly cross?: (proxy: McpProxy) => McpProxy['cross'];
  /** Resolves to the exit code when the server ends by itself; absent where it is not ours. */
  readonly gone?: Promise<number>;
  /** Ends the server once the client has left; resolves to the exit code. */
  readonly end: () => Promise<number>;
}

/**
 * Stands between a client on our stdin and stdout and the server that `open` gives, until one of them
 * ends; resolves to the exit code. `say` writes a line to the client.
 */
export async function overStdio(
  options: Omit<McpProxyOptions, 'server'>,
  open: (say: (line: string) => void) => Promise<StdioBack>,
): Promise<number> {
  let front: StdioFront | undefined;
  let server: RpcServer | undefined;
  return await untilStopped(async (signal) => {
    try {
      const back = await open((line) => front?.say(line));
      ({ server } = back);
      const proxy = mcpProxy({ ...options, server });
      front = openStdioFront({
        input: process.stdin,
        output: process.stdout,
        cross: back.cross?.(proxy) ?? proxy.cross,
        tell: server.tell,
        onError: (error) => note(`${String(options.redactor.error(error))}`),
      });
      const ended = await Promise.race([
        back.gone ?? new Promise<never>(() => {}),
        front.over,
        aborted(signal).then(() => 'stopped' as const),
      ]);
      sayIdle(proxy);
      if (ended === 'stopped') return exit.pass;
      if (ended === 'left') return await back.end();
      if (ended !== 'broken') return ended;
      note('a fault has broken the connection, as a server does that dies');
      return exit.fail;
    } finally {
      front?.close();
      await server?.close();
    }
  });
}
