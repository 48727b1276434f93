import { shortRows } from '../reliability/words.ts';
import type { Summary } from '../summary/summary.ts';
import { column, wrap, type Page } from './page.ts';

/** Renders the reliability over all runs; empty where each scenario has one run. */
export function reliabilityBlock({ reliability }: Summary, sheet: Page): readonly string[] {
  if (!reliability) return [];
  const rows = shortRows(reliability);
  const width = 2 + Math.max(...rows.map(({ name }) => name.length));
  const head =
    'Reliability over several runs (a share of their plans, not of production), with 95 % intervals';
  return [
    ...wrap(head, sheet.width).map((line) => sheet.paint('strong', line)),
    ...rows.flatMap(({ name, text }) => {
      const room = Math.max(20, sheet.width - width - 2);
      const [first = '', ...others] = wrap(text, room);
      const indent = ' '.repeat(width + 2);
      return [`  ${column(name, width)}${first}`, ...others.map((line) => indent + line)];
    }),
  ];
}
