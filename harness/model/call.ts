/**
 * The name of one crossing that is the same in every run: `op` is the operation with a hash of its
 * arguments (`POST /book#k3f9`), `attempt` counts repeats of that op within its task from 1. Never
 * "the nth call of a tool", which one retry would renumber.
 */
export interface Site {
  readonly op: string;
  readonly attempt: number;
}

/** An HTTP request as it reached a point: headers lower-case, `path` with its query. */
export interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The body as it came, where it is no text. */
  readonly bytes?: Uint8Array;
}

/** A request to a model, as far as strikes can be aimed by it. */
export interface ChatRead {
  /** From 1; a retry asks for the same one. */
  readonly turn: number;
  readonly model: string;
  /** Names of the tools on offer, and of those that were called before. */
  readonly tools: readonly string[];
}

/** One crossing of a boundary. */
export interface Call {
  /** Number within the run, from 1, in order of arrival. */
  readonly id: number;
  readonly point: string;
  /** The name for people: `POST /book`. Many sites share one label. */
  readonly label: string;
  readonly site: Site;
  /** The task it belongs to; '' for a call outside any task. */
  readonly task: string;
  /** Whether it may change the world: its label is an effect of the point, or nobody can tell. */
  readonly acts: boolean;
  readonly incoming: Incoming;
  /** The arguments as JSON; the request text where it is not JSON. */
  readonly input: unknown;
  /** Of a request for a model's turn only. */
  readonly chat?: ChatRead | undefined;
}

/** The signal that a caller has left before its reply; an `AbortSignal` is one. */
export interface Leaving {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once: true }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
