/** A piece of a body and how long after the piece before it (ms) it is sent. */
export interface Frame {
  readonly afterMs: number;
  readonly data: string | Uint8Array;
}

/**
 * How a reply ends on the wire. `done`: as HTTP says. `fin`: the connection closes in mid-body.
 * `reset`: it is torn down (RST). `stall`: nothing more comes and nothing closes.
 */
export type End = 'done' | 'fin' | 'reset' | 'stall';

/**
 * A reply as plain data: sim plays it into a `Response`, the gateway onto a socket, and faults are
 * functions from one to another.
 */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly frames: readonly Frame[];
  readonly end: End;
  /** The rest of a body that is still on its way; `frames` come before it. */
  readonly live?: Live;
  /** Whether it says that the call failed though its status does not, as an error of JSON-RPC does. */
  readonly failed?: true;
  /** Its meaning: the JSON value of a tool's reply, the turn of a model's. */
  readonly meaning?: unknown;
  /** Its meaning had nothing cut or changed it; absent if equal. */
  readonly truth?: unknown;
  /** Tokens the provider charged for it. */
  readonly tokens?: number;
  /** Of `tokens`, those that the model said; left out where the provider does not tell. */
  readonly outputTokens?: number;
}

/** A body that comes while it is sent on, as that of a real upstream. */
export interface Live {
  /** Its pieces, each once; who stops before the last of them gives the rest up. */
  readonly pieces: AsyncIterable<Uint8Array>;
  /** The reply with the frames that have come; with its own end and its meaning once it is over. */
  readonly soFar: () => Reply;
}

/** The reply once all of it has come. */
export async function wholeOf(reply: Reply): Promise<Reply> {
  if (!reply.live) return reply;
  for await (const _ of reply.live.pieces);
  const whole = reply.live.soFar();
  const [first, ...others] = whole.frames;
  // The wait for its first piece is over.
  return first ? { ...whole, frames: [{ ...first, afterMs: 0 }, ...others] } : whole;
}

/** Network errors an agent may meet, by the code its HTTP client reports. */
export type NetworkCode = 'ECONNREFUSED' | 'ECONNRESET' | 'ETIMEDOUT' | 'EPIPE';

/**
 * The failure of a call: an HTTP status in the point's own dialect, an error of JSON-RPC, or a broken
 * connection.
 */
export type Failure =
  | {
      readonly kind: 'status';
      readonly status: number;
      /** The provider's error code, such as `insufficient_quota`; a default where left out. */
      readonly code?: string;
      /** Sent as `retry-after` (whole seconds) and, by providers that have it, `retry-after-ms`. */
      readonly retryAfterMs?: number;
    }
  | {
      readonly kind: 'rpc';
      /** The code of the error; `tool` for a result that says so itself, with `isError`. */
      readonly code: number | 'tool';
      readonly message: string;
    }
  | { readonly kind: 'network'; readonly code: NetworkCode };

/** The body as text; binary frames are left out. */
export function textOf(reply: Reply): string {
  return reply.frames.map((frame) => (typeof frame.data === 'string' ? frame.data : '')).join('');
}

/** Whether a reply says, by its status or in its body, that the call failed. */
export function isFailed({ status, failed }: Pick<Reply, 'status' | 'failed'>): boolean {
  return status >= 400 || failed === true;
}

/**
 * A reply whose body is one JSON value.
 *
 * @example answer: async () => jsonReply({ id: 'MSG-1' }, 201)
 */
export function jsonReply(
  value: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    frames: [{ afterMs: 0, data: JSON.stringify(value) ?? 'null' }],
    end: 'done',
    meaning: value,
  };
}

/** The callbacks of a transport about a reply that takes time to send; its call ends with it. */
export interface Sending {
  /** A piece of the body is sent. */
  readonly piece: () => void;
  /** All that the reply says is sent, or the caller left before that. */
  readonly end: (how: 'sent' | 'left') => void;
}

/** The delivery to the caller: a reply, a broken connection, or nothing. */
export type Delivery =
  | { readonly kind: 'reply'; readonly reply: Reply; readonly sending?: Sending }
  | { readonly kind: 'broken'; readonly code: NetworkCode }
  | { readonly kind: 'never' };
