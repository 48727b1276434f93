import { wallClock } from '../model/clock.ts';
import { isStanding } from '../model/fault/fault.ts';
import type { Plan } from '../model/fault/plan.ts';
import { socketsOf, type Scenario } from '../model/scenario.ts';
import { eventsTo, type TraceSink } from '../model/trace/sink.ts';
import { learningGate } from '../points/learning-gate.ts';
import { openGateway } from '../wire/gateway/gateway.ts';
import { servingRedactor } from './redaction-of.ts';
import { openPoints } from './setting.ts';

/** Where the points of a scenario are served, and what strikes them. */
export interface ServeOptions {
  /** 127.0.0.1 where left out. */
  readonly host?: string;
  /** Of the first point; the others follow in order. With 0, each takes a free one. */
  readonly port: number;
  readonly seed: number;
  /** Faults that are on from the start; none where left out. */
  readonly plan?: Plan;
  /** Told of every call as it begins and ends, and of every hit. */
  readonly sink: TraceSink;
}

/**
 * The points of a scenario, served without a system or a fault phase, for agents that run already.
 */
export interface Served {
  /** The address of each point. */
  readonly urls: Readonly<Record<string, string>>;
  /** Names of what is not served: links and others that are made of sockets, which need a run. */
  readonly leftOut: readonly string[];
  /** Strikes of the plan that cannot be on here: those on links and hosts. */
  readonly idle: Plan;
  readonly close: () => Promise<void>;
}

/**
 * Opens the tools and models of a scenario on fixed ports.
 * @throws HarnessError `port-in-use`, with nothing left open.
 */
export async function serve(scenario: Scenario, options: ServeOptions): Promise<Served> {
  const { host = '127.0.0.1', port, seed, plan = [], sink } = options;
  const clock = wallClock();
  const points = openPoints(scenario);
  const sockets = socketsOf(scenario.points);
  const names = Object.keys(points).filter((name) => !sockets.includes(name));
  const redactor = servingRedactor(scenario);
  const tell = eventsTo(sink, clock, redactor);
  const watched = learningGate({
    seed,
    clock,
    points,
    record: tell,
    redactor,
    faults: scenario.faults,
    // The agent is somebody else's process: nobody can be killed or withdrawn here.
  });
  const gateway = await openGateway({
    host,
    points: names.map((name) => ({ name, basePath: points[name]?.basePath ?? '' })),
    ports: Object.fromEntries(names.map((name, index) => [name, port && port + index])),
    cross: watched.cross,
    checksCallers: true,
    onError: (error) => tell({ kind: 'harness.error', message: String(error) }),
  });
  watched.begin('served');
  watched.arm(plan);
  return {
    urls: Object.fromEntries(names.map((name) => [name, gateway.url(name)])),
    leftOut: Object.keys(scenario.points).filter((name) => !names.includes(name)),
    idle: plan.filter(({ fault }) => isStanding(scenario.faults.named(fault.name))),
    close: gateway.close,
  };
}
