import type { Incoming } from '../../model/call.ts';
import { wallClock } from '../../model/clock.ts';
import type { FaultRegistry } from '../../model/fault/fault-registry.ts';
import type { Plan } from '../../model/fault/plan.ts';
import type { Point } from '../../model/point.ts';
import type { Redactor } from '../../model/redaction/redactor.ts';
import type { Delivery } from '../../model/reply.ts';
import { eventsTo, type TraceSink } from '../../model/trace/sink.ts';
import { learningGate } from '../../points/learning-gate.ts';
import { mcpReading } from '../request.ts';
import { mcpWording } from '../wording.ts';
import type { RpcServer } from './rpc-server.ts';

/** What a proxy in front of a real MCP server needs. */
export interface McpProxyOptions {
  readonly server: RpcServer;
  /** The name of its point, at which the plan is aimed. */
  readonly name: string;
  /** Faults that are on from the start, checked. */
  readonly plan: Plan;
  readonly faults: FaultRegistry;
  readonly seed: number;
  /** Told of every call as it begins and ends, and of every hit. */
  readonly sink: TraceSink;
  readonly redactor: Redactor;
}

/** The faults in front of a real MCP server. */
export interface McpProxy {
  /** Takes a message through the faults to the server; `signal` aborts when the client gives it up. */
  readonly cross: (incoming: Incoming, signal: AbortSignal) => Promise<Delivery>;
  /** Takes the faults back; gives the strikes that never struck. */
  readonly heal: () => Plan;
}

/** Puts faults in front of a server, by the gate that the calls of scenarios cross, too. */
export function mcpProxy(options: McpProxyOptions): McpProxy {
  const { server, name, plan, faults, seed, sink, redactor } = options;
  const clock = wallClock();
  const struck = new Set<number>();
  const take: TraceSink['take'] = (event) => {
    if (event.kind === 'fault.hit') struck.add(event.strike);
    sink.take(event);
  };
  const watched = learningGate({
    seed,
    clock,
    faults,
    points: { [name]: proxied(server) },
    record: eventsTo({ take }, clock, redactor),
    redactor,
  });
  watched.begin('served');
  watched.arm(plan);
  return {
    cross: (incoming, signal) => watched.cross(name, incoming, signal),
    heal: () => {
      watched.disarm();
      return plan.filter((_, index) => !struck.has(index));
    },
  };
}

/** A real server as a point. What its tools change in the world nobody knows, so each may change all. */
function proxied(server: RpcServer): Point {
  const wording = mcpWording(server.framing);
  const { restart, loseSession } = server;
  return {
    kind: 'mcp',
    basePath: '',
    effects: [],
    read: (incoming) => mcpReading(incoming, () => true),
    answer: server.ask,
    ...wording,
    fail: (failure, at) => {
      const session = at.call.incoming.headers['mcp-session-id'];
      if (failure.status === 404 && session !== undefined) loseSession?.(session);
      return wording.fail(failure, at);
    },
    ...(restart && { forget: restart }),
    sideEffects: () => [],
  };
}
