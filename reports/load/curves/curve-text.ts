import type { Curve } from '../../../harness/model/load/curve.ts';
import { page, wrap, type TextOptions } from '../../text/page.ts';
import { printable } from '../../words/printable.ts';
import { resultWords, strikeLine } from '../../words/wording.ts';
import { resultTones, textTable } from './text-table.ts';
import {
  areaWords,
  boundWords,
  curveDoubts,
  curveFacts,
  kneeWords,
  levelCells,
} from './curve-words.ts';

/** A curve for a terminal: where the bound stops to hold, each level with its band, the area under it. */
export function curveText(curve: Curve, options: TextOptions): string {
  const on = page(options);
  const { result, scenario, axis, plan, levels } = curve;
  const heads = [axis.name, 'goodput', 'band', 'p50', 'p99', 'attempts', 'others', 'bad'];
  const rows = levels.map((level) => levelCells(axis, level));
  const told = (line: string) => wrap(printable(line), on.width);
  return [
    `${on.paint(resultTones[result], resultWords[result].toUpperCase())}  ${printable(scenario)}, over ${axis.name}`,
    ...told(curveFacts(curve).join(', ')).map((line) => on.paint('dim', line)),
    ...plan.map((strike, n) =>
      on.paint('dim', `fault: ${strikeLine(strike)}${n === axis.strike ? ', varied' : ''}`),
    ),
    '',
    ...told(kneeWords(curve)),
    ...told(boundWords(curve)),
    ...told(areaWords(curve)),
    '',
    ...textTable(heads, rows, on),
    ...curveDoubts(curve).flatMap((why) => told(`not known: ${why}`)),
  ].join('\n');
}
