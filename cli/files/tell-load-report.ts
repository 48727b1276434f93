import type { LoadReport } from '../../harness/model/load/load-report.ts';
import { loadText } from '../../reports/load/load-text.ts';
import { codeOf } from '../curves/result-code.ts';
import { screen } from '../terminal/screen.ts';
import { writeLoad, type LoadFilesOptions } from './load-files.ts';

/** Prints the report of a load, writes its files, and returns the exit code. */
export async function tellLoadReport(
  report: LoadReport,
  { allowUnknown, ...files }: LoadFilesOptions & { readonly allowUnknown: boolean },
): Promise<number> {
  // First: a disk that is full by now must not take what was measured with it.
  process.stdout.write(`${loadText(report, screen())}\n`);
  const written = await writeLoad(report, files);
  process.stdout.write(`\n${written.join('\n')}\n`);
  return codeOf(report, allowUnknown);
}
