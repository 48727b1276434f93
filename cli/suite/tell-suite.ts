import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import { version } from '../../harness/model/version.ts';
import type { SuiteBlob } from '../../reports/blob/suite-blob.ts';
import { writeReports } from '../../reports/files/write.ts';
import { otel } from '../../reports/otel/otel.ts';
import type { Reporter } from '../../reports/reporter.ts';
import type { ReportMeta, Summary } from '../../reports/summary/summary.ts';
import { renderText } from '../../reports/text.ts';
import { writeBlob } from '../files/blob-files.ts';
import { pushOtlp } from '../files/otlp-push.ts';
import { showReportFiles, type ReportLocation } from '../files/report-files.ts';
import type { Screen } from '../terminal/screen.ts';

/** What is said of a suite beside its summary, and where. */
export interface TellSuiteOptions extends ReportLocation {
  readonly on: Screen;
  readonly chosen: readonly Reporter[];
  /** The runs of which there are records. */
  readonly runs: readonly RunRecord[];
  /** What `brownout merge` makes one report of; null where this is the whole. */
  readonly part: Omit<SuiteBlob, 'digest'> | null;
  /** Where traces are pushed to; null for nowhere. */
  readonly otlp?: URL | null;
  /** What stdout gets; the text report by default. */
  readonly text?: string;
  readonly notes?: readonly string[];
}

/** Writes the reports of a suite, prints what it came to, and pushes its traces where asked. */
export async function tellSuite(summary: Summary, options: TellSuiteOptions): Promise<void> {
  const { on, out, chosen, runs, part, otlp, text = renderText(summary, on), notes = [] } = options;
  const paths = [
    ...(await writeReports(summary, out, chosen, runs)),
    ...(part ? [await writeBlob(out, part)] : []),
  ];
  process.stdout.write(`${text.trimEnd()}\n`);
  for (const note of notes) on.say(`brownout: ${note}`);
  // The verdict does not depend on whether anybody took them.
  if (otlp) on.say(`brownout: ${await pushOtlp(otlp, otel.render(summary, runs))}`);
  showReportFiles(paths, options, on);
}

/** Begins to measure now; gives what a report says of its command. */
export function reportMeta(): (partial: boolean) => ReportMeta {
  const startedAt = new Date().toISOString();
  const sinceMs = performance.now();
  const command = ['brownout', ...process.argv.slice(2)].join(' ');
  return (partial) => {
    const tookMs = Math.round(performance.now() - sinceMs);
    return { command, startedAt, tookMs, partial, version: version() };
  };
}
