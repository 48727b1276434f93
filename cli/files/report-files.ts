import path from 'node:path';
import type { Screen } from '../terminal/screen.ts';

/** Where reports were written, and what the HTML report shows. */
export interface ReportLocation {
  readonly out: string;
  readonly root: string;
  /** Such as `each finding as a timeline`. */
  readonly what: string;
}

/** Prints which reports were written, and the path of the HTML report. */
export function showReportFiles(
  paths: readonly string[],
  { out, root, what }: ReportLocation,
  on: Screen,
): void {
  const folder = path.relative(root, out) || '.';
  const names = paths.map((file) => path.basename(file));
  if (names.length > 0) on.say(`\nwrote ${inShort(names)} to ${folder}`);
  const html = names.find((name) => name.endsWith('.html'));
  if (html) on.say(`look at ${path.join(folder, html)}: ${what}`);
}

/** Lists files as a shell pattern: `report.{txt,json}, junit.xml`. */
function inShort(names: readonly string[]): string {
  const byStem = Map.groupBy(names, (name) => path.parse(name).name);
  return [...byStem]
    .map(([stem, its]) => {
      const endings = its.map((name) => path.extname(name).slice(1));
      return its.length === 1 ? its[0] : `${stem}.{${endings.join(',')}}`;
    })
    .join(', ');
}
