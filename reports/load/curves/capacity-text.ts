import type { FoundCapacity } from '../../../harness/model/load/capacity.ts';
import { page, wrap, type TextOptions } from '../../text/page.ts';
import { printable } from '../../words/printable.ts';
import { resultWords } from '../../words/wording.ts';
import { resultTones, textTable } from './text-table.ts';
import {
  byRate,
  capacityDoubts,
  capacityFacts,
  capacityWords,
  trialCells,
} from './capacity-words.ts';

/** The capacity of a system for a terminal: between which rates it lies, and each rate that was tried. */
export function capacityText(capacity: FoundCapacity, options: TextOptions): string {
  const on = page(options);
  const { result, scenario } = capacity;
  const told = (line: string) => wrap(printable(line), on.width);
  const rows = byRate(capacity).map((trial) => trialCells(trial).slice(0, -1));
  const word = on.paint(resultTones[result], resultWords[result].toUpperCase());
  return [
    `${word}  ${printable(scenario)}, capacity`,
    ...told(capacityFacts(capacity).join(', ')).map((line) => on.paint('dim', line)),
    '',
    ...told(capacityWords(capacity)),
    '',
    ...textTable(['rate', 'verdict', 'lasted', 'goodput', 'p99', 'open'], rows, on),
    ...capacityDoubts(capacity).flatMap((why) => told(`not known: ${why}`)),
  ].join('\n');
}
