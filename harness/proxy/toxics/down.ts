import { toxicKind, type ToxicKind } from '../toxic-kind.ts';

/** Tears every connection down with RST, at once: those that are open, and each new one. */
export const down: ToxicKind = toxicKind({
  type: 'down',
  says: 'resets every connection',
  attributes: {},
  beyond: true,
  opening: 'reset',
  stage: (_, outlet) => {
    outlet.strike();
    outlet.reset();
    return { take: outlet.drop, release: () => [] };
  },
});
