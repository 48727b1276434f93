/** An HTTP request to an agent. */
export interface AgentRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A complete reply of an agent. */
export interface AgentReply {
  readonly status: number;
  /** The `content-type`; '' where there is none. */
  readonly type: string;
  readonly text: string;
}

/** Sends a request to an agent at an address; rejects when `signal` aborts, or the reply breaks off. */
export type Send = (
  address: string,
  request: AgentRequest,
  signal: AbortSignal,
) => Promise<AgentReply>;

/** The longest reply of an agent that is read (bytes). */
export const mostReplyBytes: number = 32 * 1024 * 1024;
