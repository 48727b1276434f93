import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../index.ts';

/** The parameters of `shuffled-batch`. */
interface ShuffledBatchParams {
  readonly how: 'turned' | 'short';
}

/** A model's reply that is a list comes with its last entry first, or without its first. */
export const shuffledBatch: FaultFactory<ShuffledBatchParams> = defineFault({
  name: 'shuffled-batch',
  about: 'The model answers a batch in another order, or leaves an entry out.',
  params: z.strictObject({ how: z.enum(['turned', 'short']).default('turned') }),
  needs: ['request', 'turn'],
  harm: 'false',
  effect: ({ how }) => ({
    kind: 'alter',
    how: 'shuffled-batch',
    // What is left stands as the model said it.
    isTrue: true,
    alter: (meaning) => {
      const entries = listIn(meaning);
      if (entries === null) return meaning;
      const [first, ...rest] = entries;
      const left = how === 'turned' ? [...rest, first] : rest;
      return { ...(meaning as object), text: JSON.stringify(left) };
    },
  }),
});

function listIn(meaning: unknown): readonly unknown[] | null {
  const { text } = (meaning ?? {}) as { readonly text?: unknown };
  if (typeof text !== 'string' || !text.startsWith('[') || !text.endsWith(']')) return null;
  const list = JSON.parse(text) as readonly unknown[];
  return list.length > 1 ? list : null;
}
