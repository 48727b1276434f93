import type { CorpusEntry } from './entry.ts';
import { restocks, withCrashes } from './noted-before-done.ts';

/** A correct agent that notes what it has begun, and as made only what was made. */
export const correctNotes: CorpusEntry = {
  id: 'correct-notes',
  faults: 0,
  bug: 'What has begun is asked for again under the same key after a death.',
  check: '',
  kinds: withCrashes,
  scenario: restocks('an order that is said to be made is there, or is asked for again', 'begun'),
};
