import { z } from 'zod';
import type { Moment } from '../../harness/model/fault/fault.ts';
import { ownDraws } from '../shared/altered.ts';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { otherIdentities } from '../shared/identities.ts';

/** The parameters of `silent-no-op`. */
export interface SilentNoOpParams {
  readonly says?: 'last' | 'ok' | 'empty';
}

/**
 * The call gets a false success, and the tool never runs: by default the last good reply to such a
 * call with fresh ids and nonces, or `{ ok: true }` if there was none.
 * @example silentNoOp({ says: 'ok' }).at('flights', { call: 'POST /book' })
 */
export const silentNoOp: FaultFactory<SilentNoOpParams> = defineFault({
  name: 'silent-no-op',
  layer: 'value',
  about: 'The reply claims success, but the tool did nothing.',
  params: z.strictObject({
    says: z.exactOptional(
      z.enum(['last', 'ok', 'empty']).meta({
        description:
          'the last good reply with fresh ids, `{ ok: true }`, or nothing (204); the first there is ' +
          'where left out, and each tried in a search',
      }),
    ),
  }),
  needs: ['request', 'value'],
  harm: 'false',
  only: 'acts',
  tried: 'as a lie',
  effect: ({ says = 'last' }, _call, moment) => ({
    kind: 'forge',
    how: 'silent-no-op',
    meaning: says === 'empty' ? undefined : says === 'ok' ? ok : lastOr(ok, moment),
  }),
  variants: (params) =>
    params.says === undefined ? [{ says: 'last' }, { says: 'ok' }, { says: 'empty' }] : [params],
});

const ok = { ok: true };

function lastOr(usual: object, moment: Moment): unknown {
  const { lastGood } = moment;
  return lastGood === undefined ? usual : otherIdentities(lastGood, ownDraws(moment)(), false);
}
