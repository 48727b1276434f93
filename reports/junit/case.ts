/** One test case of a JUnit report. */
export interface Case {
  readonly classname: string;
  readonly name: string;
  readonly timeMs: number;
  /**
   * JUnit knows neither `unknown` nor `not-applicable`: both are written as skipped, with their
   * reason.
   */
  readonly verdict: 'passed' | 'failure' | 'error' | 'unknown' | 'not-applicable';
  readonly message: string;
  /** The body of a failure or of a skipped case, or the output of one that passed. */
  readonly details: string;
}
