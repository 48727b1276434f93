import { defineFault, type FaultFactory, type NoParams } from '../../index.ts';

/** Prompts come that look hard, or the scorer has drifted: it finds all of them hard. */
export const fooledScorer: FaultFactory<NoParams> = defineFault({
  name: 'fooled-scorer',
  about: 'The scorer finds every text hard.',
  needs: ['request', 'value'],
  harm: 'false',
  effect: () => ({
    kind: 'alter',
    how: 'fooled-scorer',
    alter: (meaning) => {
      const isScore = typeof meaning === 'object' && meaning !== null && 'difficulty' in meaning;
      return isScore ? { ...meaning, difficulty: 0.95 } : meaning;
    },
  }),
});
