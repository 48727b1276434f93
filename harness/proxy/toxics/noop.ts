import { toxicKind, type ToxicKind } from '../toxic-kind.ts';

/** Does nothing. */
export const noop: ToxicKind = toxicKind({
  type: 'noop',
  says: 'does nothing',
  attributes: {},
});
