/** One test case of a JUnit report. */
export interface Case {
  readonly classname: string;
  readonly name: string;
  readonly timeMs: number;
  /** JUnit has no word for the last two: they are written as skipped, with their reason. */
  readonly verdict: 'passed' | 'failure' | 'error' | 'unknown' | 'not-applicable';
  readonly message: string;
  /** The body of a failure; what a case that passed has to say. */
  readonly details: string;
}
