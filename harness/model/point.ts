import type { Call, ChatRead, Incoming, Leaving } from './call.ts';
import type { Clock } from './clock.ts';
import type { Facet, PointKind } from './fault/facet.ts';
import type { Delivery, Failure, Reply } from './reply.ts';

/** A request as a point reads it: its label, the operation that names its site, its arguments. */
export interface Reading {
  readonly label: string;
  readonly op: string;
  readonly input: unknown;
  /** Whether the call only reads; false if that is unknown. */
  readonly safe: boolean;
  /** The path with its query, if neither the label nor `input` has it. */
  readonly path?: string;
  /** Present for a request for a model's turn only. */
  readonly chat?: ChatRead;
}

/** A change that a tool made to the world, as its ledger records it. */
export interface SideEffect {
  /** The label of the call that makes it, declared by the point: `POST /book`. */
  readonly does: string;
  /** What it made: an id found in the reply, or in the path of the call that undoes it. */
  readonly id: string;
  /** The idempotency key or client reference it came with, or ''. */
  readonly key: string;
  /** Whether it undoes an earlier effect of the same id. */
  readonly undoes: boolean;
  /** Whether the same request, sent again, changes nothing more; absent where nothing says. */
  readonly idempotent?: boolean;
  /** The id that the reply to an undo told, as of a refund; absent where it told none, or that of what it undid. */
  readonly receipt?: string;
}

/** The parts of a run that a point may use while it answers. */
export interface Surroundings {
  readonly call: Call;
  readonly clock: Clock;
  readonly seed: number;
  /** The number of this delivery of the request, from 1, since a network may repeat one. */
  readonly delivery: number;
  /** Aborts when the caller leaves before it has its reply. */
  readonly left: Leaving;
}

/** The capacity of a tool; calls beyond it wait in order of arrival. */
export interface Capacity {
  /** The number of calls served at once. */
  readonly workers: number;
  /** The time of one call on a worker (ms). */
  readonly serviceMs: number;
  /** The most calls that wait, infinite for no limit; more are refused with 503. */
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
  /** Answers as the real dependency would: by the tool's handlers, or by the model's script. */
  readonly answer: (incoming: Incoming, at: Surroundings) => Promise<Reply>;
  /** Creates a reply with `meaning`; `like` gives its status and headers. */
  readonly render: (meaning: unknown, at: Surroundings, like?: Reply) => Reply;
  /** Words a failure as this point does. */
  readonly fail: (failure: Extract<Failure, { kind: 'status' }>, at: Surroundings) => Reply;
  /** Words an error of JSON-RPC; absent where the point has no `rpc`. */
  readonly failRpc?: (failure: Extract<Failure, { kind: 'rpc' }>, at: Surroundings) => Reply;
  /** The capacity; unlimited, and without service time, by default. */
  readonly capacity?: Capacity;
  /** Restarts the tool without its memory; absent if it has none. */
  readonly forget?: () => void;
  /** The effects of a call with this reply. */
  readonly sideEffects: (incoming: Incoming, reply: Reply) => readonly SideEffect[];
}

/** The maker of a point, which is opened anew for each run, so that runs share no state. */
export interface PointMaker<Label extends string = string> {
  readonly kind: Point['kind'];
  /** The facets that it offers faults. */
  readonly has: readonly Facet[];
  readonly effects: readonly string[];
  /** Whether a tool takes an idempotency key, by the label of the effect; left out where nothing says. */
  readonly takesKey?: Readonly<Record<string, boolean>>;
  /**
   * Hosts that lead to it as its address does, for agents that have no setting for that:
   * `api.openai.com`, or `api.example.com:8443`. None by default.
   */
  readonly hosts?: readonly string[];
  /**
   * The labels of its calls; undefined where it may have others. Absent where nobody can know.
   * @throws HarnessError `bad-scenario` where an effect is none of them.
   */
  readonly labels?: () => readonly Label[] | undefined;
  /** Opens it for one run. */
  readonly open: () => Point;
  /**
   * Opens a server in front of the point, where it is not spoken to by HTTP: the agent is given its
   * address by `at.address`. Such a point is there on the wire only.
   */
  readonly listen?: (at: DoorSurroundings) => Promise<Door>;
}

/** A change that was found in a folder, or in the agent's home. */
export interface FolderChange {
  /** `WRITE` (made or changed), `DELETE` or `COMMIT`. */
  readonly does: string;
  /** The path in the folder, `~/` and a path in the home, or the id of a commit. */
  readonly id: string;
  /** What it was made with: path, size, hash and text of a file, message and paths of a commit. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** What was found, and why that may not be all; null if it is. */
export interface FolderChanges {
  readonly found: readonly FolderChange[];
  readonly unseen: string | null;
}

/** A folder that is watched. */
export interface WatchedFolder {
  /** Tells what has changed since the call before. */
  readonly changes: () => FolderChanges;
}

/** The maker of a folder that the agent works in; it is made anew for each task. */
export interface FolderMaker {
  readonly kind: 'files';
  /** Nothing: no fault strikes it. */
  readonly has: readonly Facet[];
  readonly effects: readonly string[];
  /** Empties the folder at a path, fills it and watches it. */
  readonly open: (path: string) => WatchedFolder;
  /** Watches the agent's home. */
  readonly watchHome: (path: string) => WatchedFolder;
}

/** Whether a point of a scenario is a folder. */
export function isFolder(maker: { readonly kind: string }): maker is FolderMaker {
  return maker.kind === 'files';
}

/** The parts of a run that a server in front of a point may use. */
export interface DoorSurroundings {
  /** The address of this machine to listen on. */
  readonly host: string;
  /** Takes a request through the faults of the run to the point; `signal` aborts when the caller leaves. */
  readonly cross: (incoming: Incoming, signal: AbortSignal) => Promise<Delivery>;
}

/** A server that the agent connects to by TCP, open for one run. */
export interface Door {
  /** Its address: `127.0.0.1:41234`. */
  readonly address: string;
  /** Drops every connection and stops listening. */
  readonly close: () => Promise<void>;
}
