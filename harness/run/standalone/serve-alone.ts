import { openGateway } from '../../wire/gateway/gateway.ts';
import { callMetrics } from './call-metrics.ts';
import { standalone, type StandaloneOptions } from './standalone.ts';

/** A point that is served by itself, and where. */
export interface AloneOptions extends Omit<StandaloneOptions, 'metrics'> {
  /** 127.0.0.1 where left out. */
  readonly host?: string;
  /** 0 for a free one. */
  readonly port: number;
  /** Told of what the point itself threw, such as a script without a matching rule. */
  readonly onError: (error: unknown) => void;
}

/** A server of one point, open until it is closed. */
export interface Alone {
  /** Its address, with the point's base path. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves a point without a scenario, for any test suite: each test that a request names (`x-test-id`, or
 * an address that begins with `/brownout-task/ID`) has a session of its own, faults come by header
 * (`x-brownout-fault`) or by the endpoints under `/brownout/`.
 * @throws HarnessError `port-in-use`.
 */
export async function serveAlone(options: AloneOptions): Promise<Alone> {
  const { name, point, host = '127.0.0.1', port, onError } = options;
  const { cross } = standalone({ ...options, metrics: callMetrics() });
  const gateway = await openGateway({
    host,
    points: [{ name, basePath: point.open().basePath }],
    ports: { [name]: port },
    cross: (_, incoming, signal) => cross(incoming, signal),
    checksCallers: true,
    onError,
  });
  return { url: gateway.url(name), close: gateway.close };
}
