import type { LoadReport } from '../../harness/model/load/load-report.ts';
import type { Format } from '../registry.ts';

/** What a report of a load says beside its counts. */
export interface LoadContext {
  /** The command as it was typed. */
  readonly command: string;
  /** When it began (ms since 1970). */
  readonly startedAtMs: number;
}

/** A format of the report of a load. To add one, list it in `load-reporters.ts`. */
export type LoadReporter = Format<LoadReport, [context: LoadContext]>;
