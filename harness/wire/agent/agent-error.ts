/** What an agent said in place of an answer: an HTTP error, a non-zero exit, its death. */
export class AgentError extends Error {
  /** The HTTP status; null where there was none. */
  readonly status: number | null;
  /** The body of the reply, or its last lines of output. */
  readonly body: string;

  constructor(message: string, status: number | null, body: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AgentError';
    this.status = status;
    this.body = body;
  }
}
