import type { Draw } from '../../model/random.ts';
import { delayLine } from '../lines/delay-line.ts';
import { toxicKind, type ToxicKind } from '../toxic-kind.ts';

/**
 * Each chunk comes out `latency` ± `jitter` ms after it was read, never before the one ahead of it;
 * the end follows the last chunk at once. Bandwidth is not throttled: what waits may be 32 MiB.
 */
export const latency: ToxicKind = toxicKind({
  type: 'latency',
  says: 'delays data',
  attributes: { latency: { initial: 0 }, jitter: { initial: 0 } },
  roomBytes: () => 32 * 1024 * 1024,
  stage: (attributes, outlet) => {
    const line = delayLine(outlet.clock, (item, dueMs) =>
      outlet.emit(item === 'end' ? item : { data: item.data, readMs: dueMs }),
    );
    let lastMs = -Infinity;
    return {
      take: (item) => {
        if (item !== 'end') {
          outlet.strike();
          lastMs = Math.max(lastMs, item.readMs + delay(attributes, outlet.draw));
        }
        line.add(item, lastMs);
      },
      release: line.release,
      waiting: line.waiting,
    };
  },
});

function delay(attributes: { latency: number; jitter: number }, draw: Draw): number {
  const { latency: ms, jitter } = attributes;
  return jitter > 0 ? ms + Math.floor(draw() * 2 * jitter) - jitter : ms;
}
