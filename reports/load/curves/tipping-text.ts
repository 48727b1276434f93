import type { Tipping } from '../../../harness/model/load/tipping.ts';
import { page, wrap, type TextOptions } from '../../text/page.ts';
import { printable } from '../../words/printable.ts';
import { resultWords } from '../../words/wording.ts';
import { resultTones, textTable } from './text-table.ts';
import {
  frontierCells,
  tippingDoubts,
  tippingFacts,
  tippingStrikes,
  tippingWords,
} from './tipping-words.ts';

/** The tipping point of a system for a terminal: the smallest fault, and for how long it bears each depth. */
export function tippingText(tipping: Tipping, options: TextOptions): string {
  const on = page(options);
  const { result, scenario, axis, frontier } = tipping;
  const told = (line: string) => wrap(printable(line), on.width);
  const rows = frontier.map((point) => frontierCells(tipping, point));
  const word = on.paint(resultTones[result], resultWords[result].toUpperCase());
  return [
    `${word}  ${printable(scenario)}, tipping point`,
    ...told(tippingFacts(tipping).join(', ')).map((line) => on.paint('dim', line)),
    '',
    ...told(tippingWords(tipping)),
    ...tippingStrikes(tipping).map((line) => on.paint('dim', `fault: ${line}`)),
    '',
    ...textTable([axis.name, 'comes back after', 'does not after'], rows, on),
    ...tippingDoubts(tipping).flatMap((why) => told(`not known: ${why}`)),
  ].join('\n');
}
