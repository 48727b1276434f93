/** The failure of an agent to answer: an HTTP error, a non-zero exit code, or its death. */
export class AgentError extends Error {
  /** The HTTP status; null if there was no reply. */
  readonly status: number | null;
  /** The body of the reply, or the last lines of output. */
  readonly body: string;

  constructor(message: string, status: number | null, body: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AgentError';
    this.status = status;
    this.body = body;
  }
}
