import { HarnessError } from '../../model/error.ts';
import type { Incoming } from '../../model/call.ts';
import { jsonReply, type Delivery, type Reply } from '../../model/reply.ts';
import { secretsOf } from '../../model/redaction/known-values.ts';
import { redaction } from '../../model/redaction/redactor.ts';
import { taskInPath } from '../../model/trace/trace-context.ts';
import { openGateway } from '../../wire/gateway/gateway.ts';
import { askedFaults } from './asked-fault.ts';
import { callMetrics } from './call-metrics.ts';
import { answerEndpoint, endpointPath } from './endpoints.ts';
import type { SessionOptions } from './session.ts';
import { openSessions } from './sessions.ts';

/** A point that is served by itself, and where. */
export interface AloneOptions extends Pick<
  SessionOptions,
  'name' | 'point' | 'faults' | 'seed' | 'plan' | 'sink'
> {
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

/** The headers by which a request names its test, and the faults that it asks for. */
const testHeader = 'x-test-id';
const faultHeader = 'x-brownout-fault';

/**
 * Serves a point without a scenario, for any test suite: each test that a request names (`x-test-id`, or
 * an address that begins with `/brownout-task/ID`) has a session of its own, faults come by header
 * (`x-brownout-fault`) or by the endpoints under `/brownout/`.
 * @throws HarnessError `port-in-use`.
 */
export async function serveAlone(options: AloneOptions): Promise<Alone> {
  const { name, point, faults, sink, host = '127.0.0.1', port, onError } = options;
  const faultsIn = (given: unknown) => askedFaults(given, { at: name, point, faults });
  const metrics = callMetrics();
  const asked = new WeakMap<Incoming, ReturnType<typeof faultsIn>>();
  const sessions = openSessions({
    ...options,
    redactor: redaction({ known: secretsOf(process.env), names: [], patterns: [] }),
    own: (incoming) => asked.get(incoming) ?? [],
    sink: (test) => {
      const told = sink(test);
      return { take: (event) => (metrics.take(event), told.take(event)) };
    },
  });
  const cross = async (_point: string, incoming: Incoming, signal: AbortSignal) => {
    const { test, request, fault } = sentIn(incoming);
    if (request.path.startsWith(endpointPath)) {
      return replied(answerEndpoint(test, request, { sessions, metrics, faultsIn }));
    }
    try {
      if (fault !== undefined) asked.set(request, faultsIn(fault));
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error;
      return replied(jsonReply({ error: `${faultHeader}: ${error.message}` }, 400));
    }
    return await sessions.of(test).cross(name, request, signal);
  };
  const gateway = await openGateway({
    host,
    points: [{ name, basePath: point.open().basePath }],
    ports: { [name]: port },
    cross,
    checksCallers: true,
    onError,
  });
  return { url: gateway.url(name), close: gateway.close };
}

function replied(reply: Reply): Delivery {
  return { kind: 'reply', reply };
}

/** The request as the point is to see it, without what is said to Brownout alone. */
function sentIn(incoming: Incoming) {
  const { [testHeader]: id, [faultHeader]: fault, ...headers } = incoming.headers;
  const [addressed, path] = taskInPath(incoming.path) ?? [undefined, incoming.path];
  return { test: id ?? addressed ?? 'default', fault, request: { ...incoming, headers, path } };
}
