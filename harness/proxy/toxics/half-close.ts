import { runAfter } from '../sockets/run-after.ts';
import { toxicKind, type ToxicKind } from '../toxic-kind.ts';

/**
 * Ends its own direction `timeout` ms after they met: the receiver sees the end, what is sent later
 * is lost, and the other direction goes on.
 */
export const halfClose: ToxicKind = toxicKind({
  type: 'half_close',
  says: 'ends one direction',
  attributes: { timeout: { initial: 0, least: 0 } },
  beyond: true,
  stage: ({ timeout }, outlet) => {
    let hasEnded = false;
    const end = () => {
      hasEnded = true;
      outlet.emit('end');
    };
    const stop = runAfter(outlet, timeout, end);
    return {
      take: (item) => (hasEnded ? outlet.drop(item) : outlet.emit(item)),
      release: () => {
        stop();
        return [];
      },
    };
  },
});
