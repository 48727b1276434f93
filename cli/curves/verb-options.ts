/** Where the results of a verb go, and what their exit code is. */
export interface VerbOptions {
  readonly out: string;
  readonly allowUnknown: boolean;
}
