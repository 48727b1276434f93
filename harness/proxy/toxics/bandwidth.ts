import type { Chunk, Item } from '../stage.ts';
import { delayLine } from '../lines/delay-line.ts';
import { toxicKind, type ToxicKind } from '../toxic-kind.ts';

// What is too large for its rate goes in pieces, ten a second.
const pieceMs = 100;
// A timer would make a small message wait for a whole millisecond. The rate holds all the same: what
// leaves early keeps the line busy until its time.
const earlyMs = 1;

/**
 * Lets `rate` KB (of 1000 bytes) through in a second; 0 blocks. Each byte has its time from the
 * start, so timers that run late do not add up.
 */
export const bandwidth: ToxicKind = toxicKind({
  type: 'bandwidth',
  says: 'limits how much data passes in a second',
  attributes: { rate: { initial: 0, least: 0 } },
  // What a timer that is 20 ms late would otherwise leave the line without.
  roomBytes: ({ rate }) => Math.min(rate * 20, 32 * 1024 * 1024),
  stage: ({ rate }, outlet) => {
    const line = delayLine(outlet.clock, outlet.emit, earlyMs);
    let freeMs = -Infinity;
    const add = (item: Item) => line.add(item, freeMs);
    return {
      take: (item) => {
        if (item === 'end') return add(item);
        outlet.strike();
        const beginMs = Math.max(freeMs, outlet.clock.nowMs());
        for (const [chunk, upTo] of pieces(item, rate * pieceMs)) {
          // Rate 0 makes it Infinity: it is never due.
          freeMs = beginMs + upTo / rate;
          add(chunk);
        }
      },
      release: line.release,
      waiting: line.waiting,
    };
  },
});

/** A chunk in pieces of that size, each with where it stops; whole where the size is 0. */
function* pieces(chunk: Chunk, size: number): Generator<readonly [Chunk, number]> {
  const { data, readMs } = chunk;
  const step = size || data.length;
  for (let at = 0; at < data.length; at += step) {
    const upTo = Math.min(at + step, data.length);
    yield [{ data: data.subarray(at, upTo), readMs }, upTo];
  }
}
