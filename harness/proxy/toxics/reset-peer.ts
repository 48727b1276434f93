import type { Item } from '../stage.ts';
import { toxicKind, type ToxicKind } from '../toxic-kind.ts';

/**
 * Waits for the first chunk or the end, then `timeout` ms, and tears the connection down with RST. A
 * connection that stays silent is left alone.
 */
export const resetPeer: ToxicKind = toxicKind({
  type: 'reset_peer',
  says: 'tears down with RST',
  attributes: { timeout: { initial: 0 } },
  stage: ({ timeout }, outlet) => {
    const held: Item[] = [];
    let stop: () => void = () => {};
    return {
      take: (item) => {
        held.push(item);
        if (held.length > 1) return;
        outlet.strike();
        if (timeout > 0) stop = outlet.clock.after(timeout, outlet.reset);
        else outlet.reset();
      },
      release: () => {
        stop();
        return held;
      },
    };
  },
});
