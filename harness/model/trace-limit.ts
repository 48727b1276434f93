/** What is made while errors note so many frames of their stack; a trace takes several times as long as its error. */
export function withTraceLimit<T>(frames: number, make: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = frames;
  try {
    return make();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
