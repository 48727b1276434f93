/** An error that crosses processes: its place in the user's code is in its stack. */
export interface SentError extends Pick<Error, 'name' | 'message'> {
  readonly stack?: string | undefined;
}

/** An error, as it is sent; a mistake of the user's with what names it. */
export function sent(error: unknown): SentError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message, stack } = error;
  return Object.assign({}, error, { name, message, stack });
}

/** The error that was sent, as it was thrown. */
export function received(error: SentError): Error {
  return Object.assign(new Error(error.message), error);
}
