/** One test case of a JUnit report. */
export interface Case {
  readonly classname: string;
  readonly name: string;
  readonly timeMs: number;
  readonly verdict: 'passed' | 'failure' | 'error' | 'skipped';
  readonly message: string;
  /** The body of a failure; what a case that passed has to say. */
  readonly details: string;
}
