import { toxicKind, type ToxicKind } from '../toxic-kind.ts';

/**
 * Drops all data, and closes the connection when none came for `timeout` ms; 0: never. Taking it off
 * closes the connections whose data it may have dropped.
 */
export const timeout: ToxicKind = toxicKind({
  type: 'timeout',
  says: 'drops data, then closes',
  attributes: { timeout: { initial: 0 } },
  closesOnRemoval: true,
  stage: (attributes, outlet) => {
    let stop: () => void = () => {};
    const expire = () => {
      outlet.strike();
      outlet.close();
    };
    const wait = () => {
      stop();
      if (attributes.timeout > 0) stop = outlet.clock.after(attributes.timeout, expire);
    };
    wait();
    return {
      take: (item) => {
        if (item === 'end') {
          stop();
          outlet.emit(item);
        } else {
          wait();
          outlet.strike();
          outlet.drop(item);
        }
      },
      release: () => {
        stop();
        return [];
      },
    };
  },
});
