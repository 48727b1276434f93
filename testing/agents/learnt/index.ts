import type { CorpusEntry } from '../corpus/entry.ts';
import { begunIsDone } from './begun-is-done.ts';
import { bisectedBatch } from './bisected-batch.ts';
import { bouncedCase } from './bounced-case.ts';
import { cachedAsNone } from './cached-as-none.ts';
import { compactedAway } from './compacted-away.ts';
import { deadWorkers } from './dead-workers.ts';
import { dearUndefined } from './dear-undefined.ts';
import { droppedTurn } from './dropped-turn.ts';
import { equalBlanks } from './equal-blanks.ts';
import { failedBack } from './failed-back.ts';
import { failedCopiesKept } from './failed-copies-kept.ts';
import { filledForward } from './filled-forward.ts';
import { flushedAfterAll } from './flushed-after-all.ts';
import { halfAToolList } from './half-a-tool-list.ts';
import { hedgedOrder } from './hedged-order.ts';
import { hurriedCaller } from './hurried-caller.ts';
import { keptEntry } from './kept-entry.ts';
import { laggingMirror } from './lagging-mirror.ts';
import { lateAbort } from './late-abort.ts';
import { lateEnactor } from './late-enactor.ts';
import { latePartWins } from './late-part-wins.ts';
import { leakySlots } from './leaky-slots.ts';
import { minuteKey } from './minute-key.ts';
import { missedWindow } from './missed-window.ts';
import { nothingToLose } from './nothing-to-lose.ts';
import { overwrittenRetry } from './overwritten-retry.ts';
import { pastExpiry } from './past-expiry.ts';
import { pastTheHole } from './past-the-hole.ts';
import { poisonedQueue } from './poisoned-queue.ts';
import { racedRefresh } from './raced-refresh.ts';
import { rememberedUnconfirmed } from './remembered-unconfirmed.ts';
import { removedLast } from './removed-last.ts';
import { renewedOnPaper } from './renewed-on-paper.ts';
import { restartedScan } from './restarted-scan.ts';
import { resumedUpload } from './resumed-upload.ts';
import { reusedNumber } from './reused-number.ts';
import { rightCount } from './right-count.ts';
import { seenToOnce } from './seen-to-once.ts';
import { shiftedRunnerUp } from './shifted-runner-up.ts';
import { shortMemory } from './short-memory.ts';
import { shuffledClauses } from './shuffled-clauses.ts';
import { skippedLayers } from './skipped-layers.ts';
import { splicedRetries } from './spliced-retries.ts';
import { stuckPage } from './stuck-page.ts';
import { stuffedBallot } from './stuffed-ballot.ts';
import { takenByMe } from './taken-by-me.ts';
import { titlesForTexts } from './titles-for-texts.ts';
import { toggledBack } from './toggled-back.ts';
import { twoErrorsAndOut } from './two-errors-and-out.ts';
import { unconvertedPrice } from './unconverted-price.ts';
import { unflushedTrail } from './unflushed-trail.ts';
import { unheardEscalation } from './unheard-escalation.ts';
import { unmetered } from './unmetered.ts';
import { unsortedScores } from './unsorted-scores.ts';
import { unverifiedDelete } from './unverified-delete.ts';
import { vanishedSection } from './vanished-section.ts';
import { wideRelease } from './wide-release.ts';
import { withdrawnTools } from './withdrawn-tools.ts';

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
  failedCopiesKept,
  lateEnactor,
  shortMemory,
  compactedAway,
  pastTheHole,
  unmetered,
  hurriedCaller,
  twoErrorsAndOut,
  titlesForTexts,
  unflushedTrail,
  stuffedBallot,
  seenToOnce,
  nothingToLose,
  takenByMe,
  latePartWins,
  poisonedQueue,
  bouncedCase,
  deadWorkers,
  dearUndefined,
  equalBlanks,
  failedBack,
  filledForward,
  flushedAfterAll,
  keptEntry,
  lateAbort,
  minuteKey,
  missedWindow,
  overwrittenRetry,
  racedRefresh,
  removedLast,
  resumedUpload,
  reusedNumber,
  rightCount,
  shiftedRunnerUp,
  shuffledClauses,
  stuckPage,
  toggledBack,
  unsortedScores,
  unverifiedDelete,
  vanishedSection,
  wideRelease,
  withdrawnTools,
];
