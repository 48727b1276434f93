import { z } from 'zod';
import type { FaultKind } from '../../harness/model/fault.ts';
import { ownDraws } from '../altered.ts';
import { defineFault, type FaultFactory, type NoParams } from '../define.ts';
import { otherIdentities } from '../values/identities.ts';

/** The entry of `silent-no-op`: success that never happened. */
export const silentNoOpKind: FaultKind<NoParams> = {
  name: 'silent-no-op',
  layer: 'call',
  about: 'The reply claims success, but the tool did nothing.',
  params: z.strictObject({}),
  strikes: ['api'],
  effect: (_params, _call, moment) => ({
    kind: 'forge',
    how: 'silent-no-op',
    meaning:
      moment.lastGood === undefined
        ? { ok: true }
        : otherIdentities(moment.lastGood, ownDraws(moment)(), false),
  }),
};

/**
 * A false success: the last good reply to such a call with fresh ids and nonces, or `{ ok: true }`
 * where there was none; the tool never ran.
 * @example silentNoOp().at('flights', { call: 'POST /book' })
 */
export const silentNoOp: FaultFactory<NoParams> = defineFault(silentNoOpKind);
