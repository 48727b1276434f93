import { defineFault, type FaultFactory, type NoParams } from '../../harness/plans/define.ts';

/**
 * The call gets 400 with the code `context_length_exceeded`, in the words of the provider; asking
 * again with the same messages cannot help. For a model that refuses by length, give `provider` its
 * `contextTokens`.
 * @example contextOverflow().at('model', { turn: 2 })
 */
export const contextOverflow: FaultFactory<NoParams> = defineFault({
  name: 'context-overflow',
  layer: 'turn',
  about: 'The model refuses the request with 400: its messages hold more tokens than it takes.',
  needs: ['request', 'turn'],
  harm: 'refused',
  effect: () => ({
    kind: 'refuse',
    failure: { kind: 'status', status: 400, code: 'context_length_exceeded' },
  }),
});
