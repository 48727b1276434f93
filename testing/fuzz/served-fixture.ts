import { subscribe } from 'node:diagnostics_channel';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { catalogue } from '../../faults/catalogue.ts';
import { openHttpFront } from '../../harness/mcp/proxy/http-front.ts';
import { openHttpServer } from '../../harness/mcp/proxy/http-server.ts';
import { mcpProxy } from '../../harness/mcp/proxy/mcp-proxy.ts';
import { mostWhileServing, redaction } from '../../harness/model/redaction/redactor.ts';
import { serveAlone } from '../../harness/run/standalone/serve-alone.ts';
import { openForwardProxy } from '../../harness/wire/forward/forward-proxy.ts';
import { openGateway } from '../../harness/wire/gateway/gateway.ts';
import { mcp, provider } from '../../index.ts';
import { standalone } from '../../harness/run/standalone/standalone.ts';
import { callMetrics } from '../../harness/run/standalone/call-metrics.ts';
import { oddShop } from './odd-shop.ts';
import { declaredHost, type Held, type Target } from './targets.ts';

/** A process that serves everything odd requests are sent to, and says what it holds when it is asked. */
const [planted] = process.argv.slice(2);

const errors: string[] = [];
const onError = (error: unknown) => {
  if (errors.length < 10) errors.push(error instanceof Error ? (error.stack ?? '') : String(error));
};
process.on('uncaughtException', onError).on('unhandledRejection', onError);

let requests = 0;
const leaked: unknown[] = [];
subscribe('http.server.request.start', (message) => {
  requests += 1;
  // What a leak of ours could be, for the test that must see one.
  if (planted === 'memory') leaked.push(Buffer.alloc(16_384, requests));
  if (planted === 'sockets' && requests % 100 === 0) {
    const { socket } = message as { socket: Socket };
    leaked.push(connect(socket.localPort ?? 0, '127.0.0.1').on('error', () => {}));
  }
});

const shop = oddShop();
const bank = mcp({
  tools: {
    refund: ({ order }) => ({ receipt: 'RF-1', order }),
  },
  effects: { refund: { id: 'receipt', key: 'order' } },
});
const model = provider({
  script: ({ user, tools }) =>
    tools.length > 0 && user.length % 2 === 0
      ? { call: { name: tools[0] ?? '', args: { text: user } } }
      : `you said ${user}`,
});

const alone = { faults: catalogue, seed: 1, plan: [], sink: () => ({ take: () => {} }) };
const served = await serveAlone({ ...alone, name: 'model', point: model, port: 0, onError });
const points = { shop, mcp: bank };
const sessions = {
  shop: standalone({ ...alone, name: 'shop', point: shop, metrics: callMetrics() }),
  mcp: standalone({ ...alone, name: 'mcp', point: bank, metrics: callMetrics() }),
};
const gateway = await openGateway({
  points: Object.entries(points).map(([name, point]) => ({
    name,
    basePath: point.open().basePath,
  })),
  cross: (point, incoming, signal) => sessions[point as 'shop' | 'mcp'].cross(incoming, signal),
  onError,
});
const forward = await openForwardProxy({
  hosts: new Map([[declaredHost, 'shop']]),
  serve: gateway.serve,
  refused: () => {},
});
const server = await openHttpServer({ upstream: gateway.url('mcp') });
const proxy = mcpProxy({
  server,
  name: 'mcp',
  plan: [],
  faults: catalogue,
  seed: 1,
  sink: { take: () => {} },
  redactor: redaction({ known: new Map(), names: [], patterns: [] }, mostWhileServing)(),
});
const at = { host: '127.0.0.1', port: 0 };
const front = await openHttpFront({ ...at, server, cross: proxy.cross, onError });

const origins: Readonly<Record<Target, string>> = {
  provider: served.url,
  admin: served.url,
  shop: gateway.url('shop'),
  mcp: gateway.url('mcp'),
  mcpProxy: front.url,
  forward: forward.url(),
};

function held(): Held {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  const handles: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) {
    if (/Socket|Server|Pipe|Timeout|FSReq/.test(kind)) handles[kind] = (handles[kind] ?? 0) + 1;
  }
  return { bytes: heapUsed + external, handles, requests, errors };
}

/** Waits for the end of kept connections of our own, which is no leak. */
async function settled(): Promise<Held> {
  for (let tries = 0; tries < 30 && held().handles['TCPSocketWrap'] !== undefined; tries += 1) {
    await pause(500);
  }
  return held();
}

process.on('message', (asked) => {
  if (asked === 'count') process.send?.(requests);
  else void settled().then((told) => process.send?.(told));
});
process.on('disconnect', () => process.exit());
process.send?.(origins);
