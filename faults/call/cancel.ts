import { defineFault, type FaultFactory, type NoParams } from '../../harness/plans/define.ts';

/**
 * The task is withdrawn as this call arrives: the signal that an agent in process was given aborts, and
 * the request that asked an agent on the wire is closed. The tool acts all the same. A task that was
 * withdrawn owes no answer and is given none; what it leaves behind is held against it as ever.
 * @example cancel().at('flights', { call: 'POST /book' })
 * @example cancel().at('model', { ms: [2_000, 60_000] })
 */
export const cancel: FaultFactory<NoParams> = defineFault({
  name: 'cancel',
  about: 'The caller withdraws the task while this call is under way, which goes on.',
  harm: 'dies',
  tried: 'by name',
  effect: () => ({ kind: 'cancel' }),
});
