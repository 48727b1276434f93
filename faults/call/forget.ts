import { defineFault, type FaultFactory, type NoParams } from '../../harness/plans/define.ts';

/**
 * The tool's handlers are made anew, with their state, before they answer this call. The fault
 * needs an `api` that is given a function which makes them; state outside of that function, such as
 * a database, stays. Handlers given as a list are not struck.
 * @example forget().at('cart', { call: 'POST /checkout', calls: 1 })
 */
export const forget: FaultFactory<NoParams> = defineFault({
  name: 'forget',
  about: 'The tool was started again just before: its sessions, keys and drafts are gone.',
  needs: ['request', 'memory'],
  harm: 'dies',
  tried: 'by name',
  effect: () => ({ kind: 'forget' }),
});
