import type { Result } from '../../../harness/model/trace/verdict.ts';
import { page, wrap, type Page, type TextOptions, type Tone } from '../../text/page.ts';
import { printable } from '../../words/printable.ts';
import { resultWords } from '../../words/wording.ts';
import type { SeveralLoads, SeveralTable } from './several-loads.ts';

/** Several loads for a terminal: the verdict, how they were made, what was found, its table, what is not known. */
export function severalText(loads: SeveralLoads, options: TextOptions): string {
  const on = page(options);
  const { result, scenario, about, facts, strikes, headlines, shortHeads, doubts } = loads;
  const [{ rows }] = loads.tables;
  const told = (line: string) => wrap(printable(line), on.width);
  return [
    `${on.paint(tones[result], resultWords[result].toUpperCase())}  ${printable(scenario)}, ${about}`,
    ...told(facts.join(', ')).map((line) => on.paint('dim', line)),
    ...strikes.map((line) => on.paint('dim', `fault: ${line}`)),
    '',
    ...headlines.flatMap(told),
    '',
    ...textTable(shortHeads, rows, on),
    ...doubts.flatMap((why) => told(`not known: ${why}`)),
  ].join('\n');
}

const tones: Readonly<Record<Result, Tone>> = { pass: 'good', fail: 'bad', unknown: 'doubt' };

/** A table in lines, each column as wide as its longest cell. */
function textTable(
  heads: readonly string[],
  rows: SeveralTable['rows'],
  on: Page,
): readonly string[] {
  const clean = rows.map((row) => heads.map((_, n) => printable(row[n] ?? '', 40)));
  const widths = heads.map((head, n) =>
    Math.max(head.length, ...clean.map((row) => (row[n] ?? '').length)),
  );
  const set = (row: readonly string[]) =>
    `  ${row.map((cell, n) => cell.padStart(widths[n] ?? 0)).join('  ')}`;
  return [on.paint('dim', set(heads)), ...clean.map(set)];
}
