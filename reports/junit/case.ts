/** One test case of a JUnit report. */
export interface Case {
  readonly classname: string;
  readonly name: string;
  readonly timeMs: number;
  /** JUnit has no word for `unknown`: it is written as skipped, with its reason. */
  readonly verdict: 'passed' | 'failure' | 'error' | 'unknown';
  readonly message: string;
  /** The body of a failure; what a case that passed has to say. */
  readonly details: string;
}
