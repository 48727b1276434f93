import type { Curve } from '../../../harness/model/load/curve.ts';
import { page, wrap, type Page, type TextOptions } from '../../text/page.ts';
import { printable } from '../../words/printable.ts';
import { resultWords, strikeLine } from '../../words/wording.ts';
import { areaWords, curveDoubts, curveFacts, kneeWords, levelCells } from './curve-words.ts';

/** A curve for a terminal: where the bound stops to hold, each level with its band, the area under it. */
export function curveText(curve: Curve, options: TextOptions): string {
  const on = page(options);
  const { result, scenario, axis, plan } = curve;
  const told = (line: string) => wrap(printable(line), on.width);
  return [
    `${on.paint(tones[result], resultWords[result].toUpperCase())}  ${printable(scenario)}, over ${axis.name}`,
    ...told(curveFacts(curve).join(', ')).map((line) => on.paint('dim', line)),
    ...plan.map((strike, n) =>
      on.paint('dim', `fault: ${strikeLine(strike)}${n === axis.strike ? ', varied' : ''}`),
    ),
    '',
    ...told(kneeWords(curve)),
    ...told(areaWords(curve)),
    '',
    ...table(curve, on),
    ...curveDoubts(curve).flatMap((why) => told(`not known: ${why}`)),
  ].join('\n');
}

const tones = { pass: 'good', fail: 'bad', unknown: 'doubt' } as const;

function table({ axis, levels }: Curve, on: Page): readonly string[] {
  const head = [axis.name, 'goodput', 'band', 'p50', 'p99', 'attempts', 'bad'];
  const rows = levels.map((level) => levelCells(axis, level).map((cell) => printable(cell, 40)));
  const widths = head.map((cell, n) =>
    Math.max(cell.length, ...rows.map((row) => (row[n] ?? '').length)),
  );
  const set = (row: readonly string[]) =>
    `  ${row.map((cell, n) => cell.padStart(widths[n] ?? 0)).join('  ')}`;
  return [on.paint('dim', set(head)), ...rows.map(set)];
}
