import path from 'node:path';
import type { LoadCommand } from '../../harness/load/parts/load-blob.ts';
import type { LoadReport } from '../../harness/model/load/load-report.ts';
import { loadOtel } from '../../reports/load/load-otel.ts';
import type { LoadReporter } from '../../reports/load/load-reporter.ts';
import { writeAtomically } from '../../reports/files/write.ts';
import { pushOtlp } from './otlp-push.ts';

/** Where and how the report of a load is written. */
export interface LoadFilesOptions {
  readonly out: string;
  readonly reporters: readonly LoadReporter[];
  readonly by: LoadCommand;
  /** Where its traces are pushed to; null for nowhere. */
  readonly otlp: URL | null;
}

/** Writes the report of a load in each format, and returns the paths; pushes its traces where asked. */
export async function writeLoad(
  report: LoadReport,
  { out, reporters, by, otlp }: LoadFilesOptions,
): Promise<readonly string[]> {
  const files: string[] = [];
  for (const { file, render } of reporters) {
    const target = path.join(out, file);
    await writeAtomically(target, render(report, by));
    files.push(target);
  }
  // The verdict does not depend on whether anybody took them.
  if (otlp) {
    const said = await pushOtlp(otlp, loadOtel.render(report, by));
    process.stderr.write(`brownout: ${said}\n`);
  }
  return files;
}
