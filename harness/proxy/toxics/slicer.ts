import type { Draw } from '../../model/random.ts';
import { integer } from '../../model/random.ts';
import { pacedLine } from '../lines/paced-line.ts';
import { toxicKind, type ToxicKind } from '../toxic-kind.ts';

/**
 * Slices chunks to `average_size` ± `size_variation` bytes, with `delay` µs after each slice. Left
 * at 0, `average_size` slices nothing; the real one never ends then, so 0 cannot be asked for. Where
 * the variation is above the average, a slice still holds a byte; the real one may panic.
 */
export const slicer: ToxicKind = toxicKind({
  type: 'slicer',
  says: 'slices data',
  attributes: {
    average_size: { initial: 0, least: 1 },
    size_variation: { initial: 0, least: 0 },
    delay: { initial: 0 },
  },
  stage: ({ average_size: average, size_variation: variation, delay }, outlet) => {
    const line = pacedLine(outlet.clock, Math.max(0, delay) / 1000, outlet.emit);
    return {
      take: (item) => {
        if (item === 'end') return line.add(item);
        const { data, readMs } = item;
        const ends = slices(data.length, average, variation, outlet.draw);
        if (ends.length > 1) outlet.strike();
        let from = 0;
        for (const upTo of ends) {
          line.add({ data: data.subarray(from, upTo), readMs });
          from = upTo;
        }
      },
      release: line.release,
      waiting: line.waiting,
    };
  },
});

/** Where each slice of so many bytes stops: halved, more or less, until all are small enough. */
function slices(size: number, average: number, variation: number, draw: Draw): readonly number[] {
  const ends: number[] = [];
  const cut = (from: number, upTo: number) => {
    if (average === 0 || upTo - from <= average + variation) return void ends.push(upTo);
    const shift = variation > 0 ? integer(draw, -variation, variation - 1) : 0;
    const half = Math.floor((upTo - from) / 2) + shift;
    const middle = from + Math.min(Math.max(half, 1), upTo - from - 1);
    cut(from, middle);
    cut(middle, upTo);
  };
  cut(0, size);
  return ends;
}
