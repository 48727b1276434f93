import type { Summary } from './summary/summary.ts';

/** A way to tell a summary; to add one, write its file and name it in `index.ts`. */
export interface Reporter {
  /** As given on the command line: `html`. */
  readonly name: string;
  /** The file it is written to, inside the report's folder: `report.html`. */
  readonly file: string;
  /** Pure: the whole file as text. Takes any summary, hostile strings too. */
  readonly render: (summary: Summary) => string;
}
