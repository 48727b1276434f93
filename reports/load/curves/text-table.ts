import type { Result } from '../../../harness/model/trace/verdict.ts';
import type { Page, Tone } from '../../text/page.ts';
import { printable } from '../../words/printable.ts';

/** The colour of a verdict. */
export const resultTones: Readonly<Record<Result, Tone>> = {
  pass: 'good',
  fail: 'bad',
  unknown: 'doubt',
};

/** A table in lines, each column as wide as its longest cell. */
export function textTable(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  on: Page,
): readonly string[] {
  const clean = rows.map((row) => row.map((cell) => printable(cell, 40)));
  const widths = heads.map((head, n) =>
    Math.max(head.length, ...clean.map((row) => (row[n] ?? '').length)),
  );
  const set = (row: readonly string[]) =>
    `  ${row.map((cell, n) => cell.padStart(widths[n] ?? 0)).join('  ')}`;
  return [on.paint('dim', set(heads)), ...clean.map(set)];
}
