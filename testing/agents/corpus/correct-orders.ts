import { serves } from './crossed-orders.ts';
import type { CorpusEntry } from './entry.ts';

/** A correct agent that keeps each task's order apart. */
export const correctOrders: CorpusEntry = {
  id: 'correct-orders',
  faults: 0,
  bug: 'What is ordered belongs to the task, also at the second try.',
  check: '',
  scenario: serves(
    'each of many at once gets what they asked for, from a tray of their own',
    () => () => ({ item: '' }),
  ),
};
