import type { FaultFactory, NoParams } from '../../harness/plans/define.ts';
import { valueFault } from '../shared/reply-faults.ts';
import { otherIdentities } from '../shared/identities.ts';

/**
 * Every id, nonce and name becomes another of the same form, alike wherever it stands; a reply
 * without any passes as it is.
 * @example wrongEntity().at('customers', { call: 'GET /customers/:id' })
 */
export const wrongEntity: FaultFactory<NoParams> = valueFault({
  name: 'wrong-entity',
  about:
    'A believable reply about another entity: its ids, nonces and names are not those asked for.',
  tried: 'as a lie',
  change: (meaning, _params, { draw }) => otherIdentities(meaning, draw),
});
