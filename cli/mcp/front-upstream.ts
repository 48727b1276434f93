import { asHttpClient } from '../../harness/mcp/proxy/as-http-client.ts';
import { openHttpFront } from '../../harness/mcp/proxy/http-front.ts';
import { httpFacets, openHttpServer } from '../../harness/mcp/proxy/http-server.ts';
import { mcpProxy } from '../../harness/mcp/proxy/mcp-proxy.ts';
import { eventData } from '../../harness/model/rpc/rpc-framing.ts';
import { printable } from '../../reports/words/printable.ts';
import { exit } from '../exit-codes.ts';
import { note } from '../terminal/event-printer.ts';
import { aborted, untilStopped } from '../terminal/interrupt.ts';
import { proxyOptionsOf, type McpFlags } from './mcp-flags.ts';
import { sayIdle } from './idle-faults.ts';
import { overStdio } from './over-stdio.ts';

/** Stands in front of a server over HTTP that runs already, as a server over HTTP. */
export async function reverseHttp(upstream: string, flags: McpFlags): Promise<number> {
  const options = await proxyOptionsOf(flags, httpFacets);
  const { host, port, allowRemote = false } = flags;
  const server = await openHttpServer({ upstream, allowRemote });
  const proxy = mcpProxy({ ...options, server });
  return await untilStopped(async (signal) => {
    try {
      const onError = (error: unknown) => note(`${String(options.redactor.error(error))}`);
      const front = await openHttpFront({ host, port, server, cross: proxy.cross, onError });
      process.stdout.write(`MCP listens at ${front.url}, in front of ${printable(upstream)}\n`);
      await aborted(signal);
      sayIdle(proxy);
      await front.close();
      return exit.pass;
    } finally {
      await server.close();
    }
  });
}

/** Stands in front of a server over HTTP that runs already, as a server over stdio. */
export async function bridgeStdio(upstream: string, flags: McpFlags): Promise<number> {
  const options = await proxyOptionsOf(flags, httpFacets);
  return await overStdio(options, async (say) => {
    const http = await openHttpServer({ upstream, allowRemote: flags.allowRemote ?? false });
    const { pathname, search } = http.url;
    const server = asHttpClient(http, `${pathname}${search}`, taskHeaders());
    const aside = (event: string) => {
      const data = eventData(event);
      if (data !== '') say(data);
    };
    return {
      server,
      cross: (proxy) => (incoming, signal) =>
        http.hearing(aside, () => proxy.cross(incoming, signal)),
      end: async () => exit.pass,
    };
  });
}

/** A scenario tells an agent that is a program its task, which its servers pass on. */
function taskHeaders(): Record<string, string> {
  const { TASK_ID, TRACEPARENT, BAGGAGE } = process.env;
  return {
    ...(TASK_ID !== undefined && { 'x-task-id': TASK_ID }),
    ...(TRACEPARENT !== undefined && { traceparent: TRACEPARENT }),
    ...(BAGGAGE !== undefined && { baggage: BAGGAGE }),
  };
}
