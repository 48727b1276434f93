import { HarnessError } from '../../model/error.ts';
import type { Incoming } from '../../model/call.ts';
import type { Plan } from '../../model/fault/plan.ts';
import { metricsType, writeMetrics } from '../../model/prometheus.ts';
import { jsonReply, type Reply } from '../../model/reply.ts';
import type { CallMetrics } from './call-metrics.ts';
import type { Sessions } from './sessions.ts';

/** What the endpoints read and change. */
export interface EndpointOptions {
  readonly sessions: Sessions;
  readonly metrics: CallMetrics;
  /** Checks faults as `askedFaults` does. */
  readonly faultsIn: (given: unknown) => Plan;
}

/** The path that every endpoint begins with. */
export const endpointPath = '/brownout/';

/**
 * Answers a request to `/brownout/…` for a test: `faults` (GET, PUT, DELETE), `events` (GET), `session`
 * (DELETE), `metrics` and `health` (GET). What is wrong with it is a 400, 404 or 405 that says so.
 */
export function answerEndpoint(
  test: string,
  { method, path, body }: Pick<Incoming, 'method' | 'path' | 'body'>,
  options: EndpointOptions,
): Reply {
  const [name = ''] = path.slice(endpointPath.length).split('?');
  const endpoint = endpoints[name];
  if (!endpoint) return refusal(404, `one of ${listOf(Object.keys(endpoints))}`, name);
  const verb = endpoint[method];
  if (!verb) return refusal(405, listOf(Object.keys(endpoint)), method);
  try {
    return verb(options, test, body);
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return jsonReply({ error: error.message }, 400);
  }
}

type Verb = (options: EndpointOptions, test: string, body: string) => Reply;

const endpoints: Readonly<Record<string, Readonly<Record<string, Verb>>>> = {
  health: { GET: () => jsonReply({ status: 'ok' }) },
  metrics: { GET: ({ metrics }) => textReply(writeMetrics(metrics.families())) },
  events: { GET: ({ sessions }, test) => eventsOf(sessions, test) },
  session: { DELETE: ({ sessions }, test) => jsonReply({ test, ended: sessions.drop(test) }) },
  faults: {
    GET: ({ sessions }, test) => jsonReply({ test, faults: sessions.of(test).plan() }),
    PUT: (options, test, body) => arm(options, test, options.faultsIn(valueIn(body))),
    DELETE: (options, test) => arm(options, test, []),
  },
};

/** Of a session that was ended to make room, and whose test has not called again, a 410. */
function eventsOf(sessions: Sessions, test: string): Reply {
  const gone = sessions.gone(test);
  if (gone !== undefined && !sessions.tests().includes(test)) {
    const kept = `${sessions.room.sessions} sessions and ${sessions.room.events} events are kept`;
    const error = `the session of ${JSON.stringify(test)} is gone with its ${gone} events: ${kept}`;
    return jsonReply({ error }, 410);
  }
  const session = sessions.of(test);
  const dropped = session.dropped() + (gone ?? 0);
  return jsonReply({ test, events: session.events(), ...(dropped > 0 && { dropped }) });
}

function arm({ sessions }: EndpointOptions, test: string, plan: Plan): Reply {
  sessions.of(test).arm(plan);
  return jsonReply({ test, faults: plan });
}

/** A list, what stands under `plan` in a plan file, or a text of faults. */
function valueIn(body: string): unknown {
  const isJson = /^\s*[[{"]/.test(body);
  if (!isJson) return body;
  try {
    const value = JSON.parse(body) as { readonly plan?: unknown };
    return Array.isArray(value) || typeof value === 'string' ? value : value.plan;
  } catch (error) {
    throw new HarnessError('bad-plan', {
      expected: 'faults as JSON or as a text',
      got: error instanceof Error ? error.message : String(error),
      fix: 'Correct the body.',
    });
  }
}

function refusal(status: number, expected: string, got: string): Reply {
  return jsonReply({ error: `expected ${expected}, got ${JSON.stringify(got)}` }, status);
}

function textReply(text: string): Reply {
  const headers = { 'content-type': metricsType };
  return { status: 200, headers, frames: [{ afterMs: 0, data: text }], end: 'done' };
}

function listOf(names: readonly string[]): string {
  return names.join(', ');
}
