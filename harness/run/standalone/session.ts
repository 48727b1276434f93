import { wallClock } from '../../model/clock.ts';
import type { FaultRegistry } from '../../model/fault/fault-registry.ts';
import type { Plan } from '../../model/fault/plan.ts';
import type { Incoming } from '../../model/call.ts';
import type { PointMaker } from '../../model/point.ts';
import { credentialsIn } from '../../model/redaction/credentials.ts';
import type { Redactor } from '../../model/redaction/redactor.ts';
import { eventsTo, type TraceSink } from '../../model/trace/sink.ts';
import type { Event } from '../../model/trace/trace.ts';
import { gate, type Gate } from '../../points/gate.ts';

/** What the sessions of a point that stands alone have in common. */
export interface SessionOptions {
  /** The point, and the name that plans call it by. */
  readonly name: string;
  readonly point: PointMaker;
  readonly faults: FaultRegistry;
  readonly seed: number;
  /** The faults that each begins with. */
  readonly plan: Plan;
  /** The faults that a request asks for itself. */
  readonly own: (incoming: Incoming) => Plan | undefined;
  readonly redactor: () => Redactor;
  /** Told of what happens in the session of that test. */
  readonly sink: (test: string) => TraceSink;
}

/** One test's own: its attempts, rate limits, faults and calls are apart from those of every other. */
export interface Session {
  readonly cross: Gate['cross'];
  /** The faults in force. */
  readonly plan: () => Plan;
  readonly arm: (plan: Plan) => void;
  /** What happened, the oldest first; of more than `mostEvents` the latest. */
  readonly events: () => readonly Event[];
  /** The number of events that are not kept. */
  readonly dropped: () => number;
  /** Whether no call is under way. */
  readonly isIdle: () => boolean;
  /** Ends it: what still happens is kept no more. Returns the number of events it had. */
  readonly end: () => number;
}

/** The most events that a session keeps. */
export const mostEvents = 10_000;

/** Opens a session of that test; `onKept` is told of each change in the number of events it holds. */
export function openSession(
  test: string,
  options: SessionOptions,
  onKept: (change: number) => void = () => {},
): Session {
  const { name, point, faults, seed, own } = options;
  const clock = wallClock();
  const redactor = options.redactor();
  let events: Event[] = [];
  let happened = 0;
  let isOver = false;
  const told = options.sink(test);
  const take = (event: Event) => {
    happened += 1;
    told.take(event);
    if (isOver) return;
    events.push(event);
    onKept(1);
    if (events.length <= mostEvents * 2) return;
    events.splice(0, mostEvents);
    onKept(-mostEvents);
  };
  const its = gate({
    seed,
    clock,
    points: { [name]: point.open() },
    record: eventsTo({ take }, clock, redactor),
    redact: redactor.text,
    faults,
    own,
  });
  let { plan } = options;
  its.begin(test);
  its.arm(plan);
  return {
    cross: (at, incoming, left) => {
      // A provider may say the key again that it was asked with.
      redactor.learn(credentialsIn(incoming));
      return its.cross(at, incoming, left);
    },
    plan: () => plan,
    arm: (next) => {
      plan = next;
      its.arm(next);
    },
    events: () => events.slice(-mostEvents),
    dropped: () => happened - Math.min(events.length, mostEvents),
    isIdle: () => its.inFlight(name) === 0,
    end: () => {
      isOver = true;
      onKept(-events.length);
      events = [];
      return happened;
    },
  };
}
