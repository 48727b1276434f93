import { runAfter } from '../sockets/run-after.ts';
import { toxicKind, type ToxicKind } from '../toxic-kind.ts';

/** Lets data pass, and closes the connection `timeout` ms after they met, whatever flows by then. */
export const closeAfter: ToxicKind = toxicKind({
  type: 'close_after',
  says: 'closes after some time',
  attributes: { timeout: { initial: 0, least: 0 } },
  beyond: true,
  stage: ({ timeout }, outlet) => {
    const stop = runAfter(outlet, timeout, outlet.close);
    return {
      take: outlet.emit,
      release: () => {
        stop();
        return [];
      },
    };
  },
});
