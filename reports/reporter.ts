import type { RunRecord } from '../harness/model/trace/run-record.ts';
import type { Format } from './registry.ts';
import type { Summary } from './summary/summary.ts';

/** A format of the report of a suite; of its runs it may tell those that were kept. To add one, list it in `index.ts`. */
export type Reporter = Format<Summary, [runs?: readonly RunRecord[]]>;
