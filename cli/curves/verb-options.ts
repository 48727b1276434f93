import type { AskedOfLoad } from '../../reports/load/curves/load-again.ts';

/** Where the results of a verb go, and what their exit code is. */
export interface VerbOptions {
  readonly out: string;
  readonly allowUnknown: boolean;
  /** Names of reporters; all where left out. */
  readonly reporter: readonly string[] | undefined;
  /** What each load was asked for that its report does not say. */
  readonly asked: AskedOfLoad;
  /** Where traces are pushed to; null for nowhere. */
  readonly otlp: URL | null;
}
