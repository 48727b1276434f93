import { delayLine } from '../lines/delay-line.ts';
import { toxicKind, type ToxicKind } from '../toxic-kind.ts';

/** Lets data pass, and holds back its end for `delay` ms. Taking it off ends what has waited. */
export const slowClose: ToxicKind = toxicKind({
  type: 'slow_close',
  says: 'delays the end',
  attributes: { delay: { initial: 0 } },
  stage: ({ delay }, outlet) => {
    const line = delayLine(outlet.clock, outlet.emit);
    return {
      take: (item) => {
        if (item !== 'end') return outlet.emit(item);
        outlet.strike();
        line.add(item, outlet.clock.nowMs() + delay);
      },
      release: line.release,
    };
  },
});
