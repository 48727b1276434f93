import type { Incoming } from '../../model/call.ts';
import { metricsType, writeMetrics } from '../../model/prometheus.ts';
import { jsonReply, type Reply } from '../../model/reply.ts';
import { taskInPath, taskPath } from '../../model/trace/trace-context.ts';
import { openGateway } from '../../wire/gateway/gateway.ts';
import { callMetrics, type CallMetrics } from './call-metrics.ts';
import { replied, standalone, type Standalone, type StandaloneOptions } from './standalone.ts';

/** A point, and which requests are for it: by the host that they name, by the beginning of their path, or all others. */
export interface GatewayRoute extends Pick<StandaloneOptions, 'name' | 'point' | 'plan'> {
  /** `claude.localhost`; any where left out. */
  readonly host?: string;
  /** `/openai`, which the point does not see; any where left out. */
  readonly path?: string;
}

/** Several points that are served at one port. */
export interface RoutesOptions extends Pick<StandaloneOptions, 'faults' | 'seed'> {
  readonly routes: readonly GatewayRoute[];
  /** Told of what happens at a route in the session of a test. */
  readonly sink: (route: string, test: string) => ReturnType<StandaloneOptions['sink']>;
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
  /** Told of what a point itself threw. */
  readonly onError: (error: unknown) => void;
}

/** A server of several points, open until it is closed. */
export interface ServedRoutes {
  /** The address of a route, with its point's base path. */
  readonly url: (route: GatewayRoute) => string;
  readonly close: () => Promise<void>;
}

/**
 * Serves points at one port; each route is as a point that is served alone, with sessions and endpoints of
 * its own. `/brownout/` of the whole has `metrics`, `health` and `session` of all, where no route has that path.
 * @throws HarnessError `port-in-use`.
 */
export async function serveRoutes(options: RoutesOptions): Promise<ServedRoutes> {
  const { routes, host, port, sink, onError } = options;
  const metrics = callMetrics();
  const opened = routes.map((route) => ({
    route,
    its: standalone({ ...options, ...route, metrics, sink: (test) => sink(route.name, test) }),
  }));
  const door = 'the gateway';
  const gateway = await openGateway({
    host,
    points: [{ name: door, basePath: '' }],
    ports: { [door]: port },
    cross: async (_, incoming, signal) => {
      const own = ofTheWhole(incoming, opened, metrics);
      if (own) return replied(own);
      const [task, path] = taskInPath(incoming.path) ?? [undefined, incoming.path];
      const found = opened.find(({ route }) => isFor(route, { ...incoming, path }, routes));
      if (!found) return replied(noRoute(incoming, routes));
      const rest = path.slice(found.route.path?.length ?? 0);
      const below = rest.startsWith('/') ? rest : `/${rest}`;
      const asked = `${task === undefined ? '' : taskPath(task)}${below}`;
      return await found.its.cross({ ...incoming, path: asked }, signal);
    },
    checksCallers: true,
    callerNames: routes.flatMap(({ host: name }) => name?.toLowerCase() ?? []),
    onError,
  });
  const origin = new URL(gateway.url(door));
  return {
    url: ({ host: name = origin.hostname, path = '', point }) =>
      `http://${name}:${origin.port}${path}${point.open().basePath}`,
    close: gateway.close,
  };
}

/** Whether a route is the one of a request: of those that fit, the most particular one. */
function isFor(route: GatewayRoute, incoming: Incoming, routes: readonly GatewayRoute[]): boolean {
  const fitting = routes.filter((one) => fits(one, incoming));
  const [best] = fitting.toSorted((a, b) => weight(b) - weight(a));
  return best === route;
}

function fits({ host, path }: GatewayRoute, incoming: Incoming): boolean {
  const named = incoming.headers['host']?.replace(/:\d+$/, '').toLowerCase();
  if (host !== undefined && host.toLowerCase() !== named) return false;
  if (path === undefined) return true;
  return incoming.path.startsWith(path) && /^([/?]|$)/.test(incoming.path.slice(path.length));
}

/** A host counts more than any path, and a longer path more than a shorter one. */
function weight({ host, path = '' }: GatewayRoute): number {
  return (host === undefined ? 0 : 10_000) + path.length;
}

function ofTheWhole(
  incoming: Incoming,
  opened: readonly { readonly its: Standalone }[],
  metrics: CallMetrics,
): Reply | null {
  const [path = ''] = incoming.path.split('?');
  const asked = `${incoming.method} ${path}`;
  if (asked === 'GET /brownout/health') return jsonReply({ status: 'ok' });
  if (asked === 'GET /brownout/metrics' || asked === 'GET /metrics') {
    const data = writeMetrics(metrics.families());
    const headers = { 'content-type': metricsType };
    return { status: 200, headers, frames: [{ afterMs: 0, data }], end: 'done' };
  }
  if (asked !== 'DELETE /brownout/session') return null;
  const ended = opened.filter(({ its }) => its.drop(incoming)).length;
  return jsonReply({ ended });
}

function noRoute({ method, path }: Incoming, routes: readonly GatewayRoute[]): Reply {
  const known = routes.map(({ name, host = '', path: at = '' }) => `${name} (${host}${at}…)`);
  const error = `brownout: no route for ${method} ${path}; there are ${known.join(', ')}`;
  return jsonReply({ error }, 404);
}
