import { toxicKind, type ToxicKind } from '../toxic-kind.ts';

/** Tears new connections down with RST, at once; those that were open before are left alone. */
export const refuse: ToxicKind = toxicKind({
  type: 'refuse',
  says: 'resets new connections',
  attributes: {},
  beyond: true,
  opening: 'reset',
});
