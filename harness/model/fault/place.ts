import type { Clock } from '../clock.ts';
import type { Condition, HostCondition, LinkCondition } from './condition.ts';
import type { Facet } from './facet.ts';
import type { Door } from '../point.ts';
import type { CallOutcome } from '../trace/trace.ts';

/** Lifts a condition; resolves once it no longer holds. Called once. */
export type Lift = () => Promise<void>;

/** A place where standing faults are imposed, for one run. */
interface Place<C extends Condition> {
  /**
   * Imposes a condition; resolves, once it holds, to what lifts it. `onHit` is told, at the latest
   * when it is lifted, which calls met it: the number of a call, or 0 for the place itself.
   */
  readonly impose: (condition: C, onHit: (call: number) => void) => Promise<Lift>;
}

/** A connection on which conditions of links are imposed. */
export type LinkPlace = Place<LinkCondition>;

/** A process or container on which conditions of hosts are imposed. */
export type HostPlace = Place<HostCondition>;

/** A TCP link of the agent's that is open for one run. */
export interface Link extends LinkPlace, Door {}

/** A connection over a link, recorded as a call of the trace. */
export interface Connected {
  readonly call: number;
  /** Records its end; only the first counts. */
  readonly end: (outcome: CallOutcome) => void;
}

/** The parts of a run that a link may use. */
export interface LinkSurroundings {
  /** The name of the point. */
  readonly name: string;
  /** The address of this machine to listen on. */
  readonly host: string;
  readonly seed: number;
  readonly clock: Clock;
  /** Records a connection that was opened. */
  readonly connected: () => Connected;
}

/** Whether a point of a scenario is a link. */
export function isLink(maker: { readonly kind: string }): maker is LinkMaker {
  return maker.kind === 'link';
}

/** The maker of a link, which is opened anew for each run. */
export interface LinkMaker {
  readonly kind: 'link';
  readonly has: readonly Facet[];
  /** None: what goes over a link is bytes, and nobody reads them. */
  readonly effects: readonly string[];
  /** Opens it for one run. */
  readonly open: (at: LinkSurroundings) => Promise<Link>;
}
