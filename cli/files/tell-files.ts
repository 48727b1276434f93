import path from 'node:path';
import type { Screen } from '../terminal/screen.ts';

/** Where reports went, and what there is to see in the page among them. */
export interface Written {
  readonly out: string;
  readonly root: string;
  /** `each finding as a timeline`. */
  readonly what: string;
}

/** Says which reports were written, and which to look at first. */
export function tellFiles(
  paths: readonly string[],
  { out, root, what }: Written,
  on: Screen,
): void {
  const folder = path.relative(root, out) || '.';
  const names = paths.map((file) => path.basename(file));
  if (names.length > 0) on.say(`\nwrote ${inShort(names)} to ${folder}`);
  const html = names.find((name) => name.endsWith('.html'));
  if (html) on.say(`look at ${path.join(folder, html)}: ${what}`);
}

/** `report.{txt,json}, junit.xml`, as a shell would take it. */
function inShort(names: readonly string[]): string {
  const byStem = Map.groupBy(names, (name) => path.parse(name).name);
  return [...byStem]
    .map(([stem, its]) => {
      const endings = its.map((name) => path.extname(name).slice(1));
      return its.length === 1 ? its[0] : `${stem}.{${endings.join(',')}}`;
    })
    .join(', ');
}
