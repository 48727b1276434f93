/** The code of a `HarnessError`; scripts may switch on it, so codes are never renamed. */
export type ErrorCode =
  | 'bad-argument'
  | 'bad-artifact'
  | 'bad-fault'
  | 'bad-plan'
  | 'bad-scenario'
  | 'missing-part'
  | 'no-scenario'
  | 'not-recorded'
  | 'not-supported'
  | 'port-in-use'
  | 'system-died'
  | 'system-not-ready'
  | 'unknown-fault'
  | 'unknown-point'
  | 'unreadable';

/**
 * A mistake that the user can fix: what was expected, what came instead, and how to fix it.
 *
 * @example if (error instanceof HarnessError) console.error(error.code, error.fix);
 */
export class HarnessError extends Error {
  readonly code: ErrorCode;
  readonly expected: string;
  readonly got: string;
  readonly fix: string;

  /** By name: a scenario may have a copy of Brownout of its own, apart from the command's. */
  static override [Symbol.hasInstance](value: unknown): value is HarnessError {
    return value instanceof Error && value.name === 'HarnessError' && 'fix' in value;
  }

  constructor(
    code: ErrorCode,
    says: { expected: string; got: string; fix: string },
    options?: ErrorOptions,
  ) {
    // What came may end with lines that a program printed.
    const end = says.got.endsWith('\n') ? '' : '. ';
    super(`expected ${says.expected}, got ${says.got}${end}${says.fix}`, options);
    this.name = 'HarnessError';
    this.code = code;
    this.expected = says.expected;
    this.got = says.got;
    this.fix = says.fix;
  }
}

/** An error of code `bad-argument`: what was expected, what came instead, and how to fix it. */
export function badArgument(expected: string, got: string, fix: string): HarnessError {
  return new HarnessError('bad-argument', { expected, got, fix });
}
