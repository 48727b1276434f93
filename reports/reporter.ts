import type { RunRecord } from '../harness/model/trace/run-record.ts';
import type { Summary } from './summary/summary.ts';

/** A report format. To add one, write its file and list it in `index.ts`. */
export interface Reporter {
  /** The name on the command line: `html`. */
  readonly name: string;
  /** The name of its file in the report folder: `report.html`. */
  readonly file: string;
  /**
   * Renders the whole file. Pure; the strings of a summary may be hostile. `runs` are those that were kept, for a
   * format that tells of events.
   */
  readonly render: (summary: Summary, runs?: readonly RunRecord[]) => string;
}
