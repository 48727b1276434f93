import type { Call, ChatRead, Incoming } from './call.ts';
import type { Clock } from './clock.ts';
import type { Facet, PointKind } from './fault/facet.ts';
import type { Delivery, Failure, Reply } from './reply.ts';

/** How a point reads a request: its label, the operation that names its site, its arguments. */
export interface Reading {
  readonly label: string;
  readonly op: string;
  readonly input: unknown;
  /** Whether the call asks only: it changes nothing in the world. False where nobody can tell. */
  readonly safe: boolean;
  /** The path with its query, where neither the label nor `input` says it. */
  readonly path?: string;
  /** Of a request for a model's turn only. */
  readonly chat?: ChatRead;
}

/** A change a tool made to the world, as its ledger holds it. */
export interface SideEffect {
  /** The label of the call that makes it, declared by the point: `POST /book`. */
  readonly does: string;
  /** What it made: an id found in the reply, or in the path of the call that undoes it. */
  readonly id: string;
  /** The idempotency key or client reference it came with, or ''. */
  readonly key: string;
  /** Whether it takes back an earlier effect of the same id. */
  readonly undoes: boolean;
  /** Whether the same request, sent once more, does nothing new; false where left out. */
  readonly idempotent?: boolean;
}

/** What a point may use while it answers. */
export interface Surroundings {
  readonly call: Call;
  readonly clock: Clock;
  readonly seed: number;
  /** Which delivery of the same request it is, from 1: a network may repeat one. */
  readonly delivery: number;
}

/** How much a tool can do: calls beyond that wait for their turn. */
export interface Capacity {
  /** Calls that it works on at once. */
  readonly workers: number;
  /** What one call takes of a worker (ms). */
  readonly serviceMs: number;
  /** How many calls may wait; another one is refused with 503. Infinite where there is no limit. */
  readonly queue: number;
}

/** A boundary of the agent where faults can strike; it lives for one run, with its own state. */
export interface Point {
  readonly kind: PointKind;
  /** Appended to the point's address, such as `/v1`; '' for none. */
  readonly basePath: string;
  /** Labels whose calls change the world. */
  readonly effects: readonly string[];
  /** Reads a request, without acting on it. */
  readonly read: (incoming: Incoming) => Reading;
  /** Does what the real thing would: runs the tool's handlers, asks the model's script. */
  readonly answer: (incoming: Incoming, at: Surroundings) => Promise<Reply>;
  /** A reply that says `meaning`; `like` gives the status and headers where there is one. */
  readonly render: (meaning: unknown, at: Surroundings, like?: Reply) => Reply;
  /** A failure as this point words it. */
  readonly fail: (failure: Extract<Failure, { kind: 'status' }>, at: Surroundings) => Reply;
  /** Any number of calls at once, each at no cost, where left out. */
  readonly capacity?: Capacity;
  /** Starts the tool again, without what it held in memory; left out where it holds nothing. */
  readonly forget?: () => void;
  /** The effects of a call that was answered so. */
  readonly sideEffects: (incoming: Incoming, reply: Reply) => readonly SideEffect[];
}

/** Makes the point anew for each run, so that runs share no state. */
export interface PointMaker<Label extends string = string> {
  readonly kind: Point['kind'];
  /** What faults can act on. */
  readonly has: readonly Facet[];
  readonly effects: readonly string[];
  /** Whether a tool takes an idempotency key, by the label of the effect; left out where nothing says. */
  readonly takesKey?: Readonly<Record<string, boolean>>;
  /**
   * The labels of its calls; undefined where it may have others. Absent where nobody can know.
   * @throws HarnessError `bad-scenario` where an effect is none of them.
   */
  readonly labels?: () => readonly Label[] | undefined;
  /** Makes it for one run. */
  readonly open: () => Point;
  /**
   * Opens a server in front of the point, where it is not spoken to by HTTP: the agent is given its
   * address by `at.address`. Such a point is there on the wire only.
   */
  readonly listen?: (at: DoorSurroundings) => Promise<Door>;
}

/** What a server in front of a point may use of the run. */
export interface DoorSurroundings {
  /** The address of this machine to listen on. */
  readonly host: string;
  /** Takes a request through the faults of the run to the point; `signal` aborts when the caller leaves. */
  readonly cross: (incoming: Incoming, signal: AbortSignal) => Promise<Delivery>;
}

/** A server that the agent connects to by TCP, open for one run. */
export interface Door {
  /** Where the agent connects: `127.0.0.1:41234`. */
  readonly address: string;
  /** Drops every connection and stops listening. */
  readonly close: () => Promise<void>;
}
