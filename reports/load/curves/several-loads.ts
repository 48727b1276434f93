import type { LoadReport } from '../../../harness/model/load/load-report.ts';
import type { Result } from '../../../harness/model/trace/verdict.ts';
import type { TextOptions } from '../../text/page.ts';
import type { LoadContext } from '../load-reporter.ts';

/** One thing that several loads together tell: a level, the capacity, a depth. */
export interface SeveralCase {
  readonly name: string;
  readonly result: Result;
  readonly reason: string;
}

/** What several loads come to together, as each of its reports tells it. */
export interface SeveralLoads {
  /** The name of its files, without an ending: `curve`. */
  readonly stem: 'curve' | 'capacity' | 'tipping';
  /** What it is: `Degradation curve`. */
  readonly kind: string;
  readonly scenario: string;
  readonly file: string;
  readonly variant: string;
  readonly result: Result;
  readonly headline: string;
  readonly facts: readonly string[];
  readonly strikes: readonly string[];
  /** Why loads were not what they should be. */
  readonly invalid: readonly string[];
  /** All else that is not known. */
  readonly doubts: readonly string[];
  readonly cut: string | null;
  readonly cases: readonly SeveralCase[];
  /** What differs between what holds and what does not, in sentences. */
  readonly differences: readonly string[];
  /** Its table: the heads, and a row for each level, rate or fault. */
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The load that shows what is wrong; null where none does. */
  readonly shown: LoadReport | null;
  /** What its JSON holds. */
  readonly value: object;
  readonly tookMs: number;
  readonly text: (options: TextOptions) => string;
  readonly page: () => string;
}

/** What their reports say beside that. */
export interface SeveralContext extends LoadContext {
  /** The command that makes the load that shows it; null where there is none. */
  readonly again: string | null;
}

/** A format of what several loads come to. To add one, write its file and list it in `several-reporters.ts`. */
export interface SeveralReporter {
  /** The name on the command line: `html`. */
  readonly name: string;
  /** The ending of its file, after `curve`, `capacity` or `tipping`: `html`. */
  readonly ending: string;
  /** Renders the whole file. Pure; the strings of a report may be hostile. */
  readonly render: (loads: SeveralLoads, context: SeveralContext) => string;
}
