import { z } from 'zod';
import type { FaultKind } from '../../harness/model/fault.ts';
import { defineFault, type FaultFactory, type NoParams } from '../define.ts';

/** The entry of `forget`: the tool was started again, and what it held in memory is gone. */
export const forgetKind: FaultKind<NoParams> = {
  name: 'forget',
  layer: 'call',
  about: 'The tool was started again just before: its sessions, keys and drafts are gone.',
  params: z.strictObject({}),
  strikes: ['api'],
  effect: () => ({ kind: 'forget' }),
};

/**
 * The tool's handlers are made anew, with their state, before they answer this call. It needs an `api`
 * that is given a function which makes them; what such a function finds outside of it, a database say,
 * stays. Handlers given as a list have nothing to forget, and are not struck.
 * @example forget().at('cart', { call: 'POST /checkout', calls: 1 })
 */
export const forget: FaultFactory<NoParams> = defineFault(forgetKind);
