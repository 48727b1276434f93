import { HarnessError } from '../../model/error.ts';
import type { Incoming } from '../../model/call.ts';
import { secretsOf } from '../../model/redaction/known-values.ts';
import { mostWhileServing, redaction } from '../../model/redaction/redactor.ts';
import { jsonReply, type Delivery, type Reply } from '../../model/reply.ts';
import { taskInPath } from '../../model/trace/trace-context.ts';
import { askedFaults } from './asked-fault.ts';
import type { CallMetrics } from './call-metrics.ts';
import { answerEndpoint, endpointPath } from './endpoints.ts';
import type { SessionOptions } from './session.ts';
import { openSessions } from './sessions.ts';

/** A point without a scenario, and where its calls are counted. */
export interface StandaloneOptions extends Pick<
  SessionOptions,
  'name' | 'point' | 'faults' | 'seed' | 'plan' | 'sink'
> {
  readonly metrics: CallMetrics;
}

/** A point without a scenario: its sessions, its endpoints, and the faults that requests ask for. */
export interface Standalone {
  /** Answers a request, to the point or to an endpoint under `/brownout/`. */
  readonly cross: (incoming: Incoming, signal: AbortSignal) => Promise<Delivery>;
  /** Ends the session of the test that a request names; whether there was one. */
  readonly drop: (incoming: Incoming) => boolean;
}

/** The headers by which a request names its test, and the faults that it asks for. */
const testHeader = 'x-test-id';
const faultHeader = 'x-brownout-fault';

/** Opens a point without a scenario. */
export function standalone(options: StandaloneOptions): Standalone {
  const { name, point, faults, sink, metrics } = options;
  const faultsIn = (given: unknown) => askedFaults(given, { at: name, point, faults });
  const asked = new WeakMap<Incoming, ReturnType<typeof faultsIn>>();
  const sessions = openSessions({
    ...options,
    redactor: redaction(
      { known: secretsOf(process.env), names: [], patterns: [] },
      mostWhileServing,
    ),
    own: (incoming) => asked.get(incoming) ?? [],
    sink: (test) => {
      const [told, counted] = [sink(test), metrics.session()];
      return { take: (event) => (counted.take(event), told.take(event)) };
    },
  });
  return {
    cross: async (incoming, signal) => {
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
    },
    drop: (incoming) => sessions.drop(sentIn(incoming).test),
  };
}

/** A reply as it is delivered. */
export function replied(reply: Reply): Delivery {
  return { kind: 'reply', reply };
}

/** The request as the point is to see it, without what is said to Brownout alone. */
function sentIn(incoming: Incoming) {
  const { [testHeader]: id, [faultHeader]: fault, ...headers } = incoming.headers;
  const [addressed, path] = taskInPath(incoming.path) ?? [undefined, incoming.path];
  return { test: id ?? addressed ?? 'default', fault, request: { ...incoming, headers, path } };
}
