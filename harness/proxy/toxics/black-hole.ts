import { toxicKind, type ToxicKind } from '../toxic-kind.ts';

/**
 * Accepts new connections, and neither dials upstream nor answers. Taking it off dials for those
 * that still wait; connections that were open before are left alone.
 */
export const blackHole: ToxicKind = toxicKind({
  type: 'black_hole',
  says: 'accepts and never answers',
  attributes: {},
  beyond: true,
  opening: 'hold',
});
