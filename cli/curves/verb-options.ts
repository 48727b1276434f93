/** Where the results of a verb go, and what their exit code is. */
export interface VerbOptions {
  readonly out: string;
  readonly allowUnknown: boolean;
  /** Names of reporters; all where left out. */
  readonly reporter: readonly string[] | undefined;
  /** Where traces are pushed to; null for nowhere. */
  readonly otlp: URL | null;
}
