import type { CorpusEntry } from '../corpus/entry.ts';
import { begunIsDone } from './begun-is-done.ts';
import { bisectedBatch } from './bisected-batch.ts';
import { cachedAsNone } from './cached-as-none.ts';
import { droppedTurn } from './dropped-turn.ts';
import { halfAToolList } from './half-a-tool-list.ts';
import { hedgedOrder } from './hedged-order.ts';
import { laggingMirror } from './lagging-mirror.ts';
import { leakySlots } from './leaky-slots.ts';
import { pastExpiry } from './past-expiry.ts';
import { rememberedUnconfirmed } from './remembered-unconfirmed.ts';
import { renewedOnPaper } from './renewed-on-paper.ts';
import { restartedScan } from './restarted-scan.ts';
import { skippedLayers } from './skipped-layers.ts';
import { splicedRetries } from './spliced-retries.ts';
import { unconvertedPrice } from './unconverted-price.ts';
import { unheardEscalation } from './unheard-escalation.ts';

/**
 * Agents that were held out, with one bug each that takes two faults, until the order in which a search
 * tries its schedules had learnt from them. They stand apart from the corpus, so that its figures can be
 * compared over time, and so that theirs show what that order does with agents it was not made for.
 */
export const learnt: readonly CorpusEntry[] = [
  hedgedOrder,
  cachedAsNone,
  pastExpiry,
  bisectedBatch,
  restartedScan,
  skippedLayers,
  laggingMirror,
  leakySlots,
  unheardEscalation,
  splicedRetries,
  droppedTurn,
  unconvertedPrice,
  halfAToolList,
  rememberedUnconfirmed,
  renewedOnPaper,
  begunIsDone,
];
