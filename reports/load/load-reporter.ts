import type { LoadReport } from '../../harness/model/load/load-report.ts';

/** What a report of a load says beside its counts. */
export interface LoadContext {
  /** The command as it was typed. */
  readonly command: string;
  /** When it began (ms since 1970). */
  readonly startedAtMs: number;
}

/** A format of the report of a load. To add one, write its file and list it in `load-reporters.ts`. */
export interface LoadReporter {
  /** The name on the command line: `html`. */
  readonly name: string;
  /** The name of its file in the report folder: `load.html`. */
  readonly file: string;
  /** Renders the whole file. Pure; the strings of a report may be hostile. */
  readonly render: (report: LoadReport, context: LoadContext) => string;
}
