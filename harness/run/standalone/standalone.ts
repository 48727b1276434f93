import { HarnessError } from '../../model/error.ts';
import type { Incoming, Leaving } from '../../model/call.ts';
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
  readonly cross: (incoming: Incoming, left: Leaving) => Promise<Delivery>;
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
    own: (incoming) => asked.get(incoming),
    sink: (test) => {
      const [told, counted] = [sink(test), metrics.session()];
      return { take: (event) => (counted.take(event), told.take(event)) };
    },
  });
  return {
    cross: (incoming, left) => {
      const { test, request, fault } = sentIn(incoming);
      if (request.path.startsWith(endpointPath)) {
        const reply = answerEndpoint(test, request, { sessions, metrics, faultsIn });
        return Promise.resolve(replied(reply));
      }
      try {
        if (fault !== undefined) asked.set(request, faultsIn(fault));
      } catch (error) {
        if (!(error instanceof HarnessError)) throw error;
        const reply = jsonReply({ error: `${faultHeader}: ${error.message}` }, 400);
        return Promise.resolve(replied(reply));
      }
      return sessions.of(test).cross(name, request, left);
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
  const { [testHeader]: id, [faultHeader]: fault } = incoming.headers;
  const addressed = taskInPath(incoming.path);
  const test = id ?? addressed?.[0] ?? 'default';
  if (id === undefined && fault === undefined && !addressed)
    return { test, fault, request: incoming };
  const { [testHeader]: _id, [faultHeader]: _fault, ...headers } = incoming.headers;
  return { test, fault, request: { ...incoming, headers, path: addressed?.[1] ?? incoming.path } };
}
