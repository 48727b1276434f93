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
 * Agents with one bug each that takes two faults, written by somebody who did not know in which
 * order a search tries its schedules: on them it is measured how much sooner than chance it finds a
 * bug. Neither the search nor these agents may be tuned on what that shows; an agent on which the
 * search does badly stays as it is. Once the search has learnt from them they belong in the corpus,
 * and others are to be written.
 */
export const heldOut: readonly CorpusEntry[] = [
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
