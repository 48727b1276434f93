/** What is explored: one system of a scenario, on one seed, in sim. */
export interface Subject {
  readonly seed: number;
  readonly variant: string;
  readonly file: string;
}
