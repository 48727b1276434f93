import { altered } from '../shared/altered.ts';
import { defineFault, type FaultFactory, type NoParams } from '../../harness/plans/define.ts';
import { otherIdentities } from '../shared/identities.ts';

/**
 * Every id, nonce and name becomes another of the same form, alike wherever it stands; a reply
 * without any passes as it is.
 * @example wrongEntity().at('customers', { call: 'GET /customers/:id' })
 */
export const wrongEntity: FaultFactory<NoParams> = defineFault({
  name: 'wrong-entity',
  layer: 'value',
  about:
    'A believable reply about another entity: its ids, nonces and names are not those asked for.',
  needs: ['request', 'value'],
  harm: 'false',
  tried: 'as a lie',
  effect: (_params, _call, moment) =>
    altered('wrong-entity', moment, (meaning, draw) => otherIdentities(meaning, draw)),
});
