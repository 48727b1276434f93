import { allOrNothing } from './all-or-nothing.ts';
import { anonymousRead } from './anonymous-read.ts';
import { approvalOutlived } from './approval-outlived.ts';
import { approvesByDefault } from './approves-by-default.ts';
import { booksElsewhere } from './books-elsewhere.ts';
import { breakerNeverForgets } from './breaker-never-forgets.ts';
import { breakerSkipsRelease } from './breaker-skips-release.ts';
import { breakerStaysOpen } from './breaker-stays-open.ts';
import { cachesFailure } from './caches-failure.ts';
import { checkpointMissed } from './checkpoint-missed.ts';
import { claimedNotSent } from './claimed-not-sent.ts';
import { compensatesWhatItKnows } from './compensates-what-it-knows.ts';
import { correctApproval } from './correct-approval.ts';
import { correctBooking } from './correct-booking.ts';
import { correctBreaker } from './correct-breaker.ts';
import { correctCache } from './correct-cache.ts';
import { correctFallback } from './correct-fallback.ts';
import { correctHedge } from './correct-hedge.ts';
import { correctNotes } from './correct-notes.ts';
import { correctOrders } from './correct-orders.ts';
import { correctOutbox } from './correct-outbox.ts';
import { correctPages } from './correct-pages.ts';
import { correctParty } from './correct-party.ts';
import { correctQuorum } from './correct-quorum.ts';
import { correctSaga } from './correct-saga.ts';
import { crossedOrders } from './crossed-orders.ts';
import { doubleFallback } from './double-fallback.ts';
import { errorAsEmpty } from './error-as-empty.ts';
import { fabricatedQuote } from './fabricated-quote.ts';
import { failedLookMeansAbsent } from './failed-look-means-absent.ts';
import { givesUpDone } from './gives-up-done.ts';
import { hedgeRace } from './hedge-race.ts';
import { ignoresRetryAfter } from './ignores-retry-after.ts';
import { lastLabel } from './last-label.ts';
import { lateForward } from './late-forward.ts';
import { lateLanding } from './late-landing.ts';
import { loneReplica } from './lone-replica.ts';
import { lostNote } from './lost-note.ts';
import { markerAndAck } from './marker-and-ack.ts';
import { medianOfTwo } from './median-of-two.ts';
import { missedPolls } from './missed-polls.ts';
import { movedVersion } from './moved-version.ts';
import { negativeTimeout } from './negative-timeout.ts';
import { nestedRetries } from './nested-retries.ts';
import { newKeyOnThirdTry } from './new-key-on-third-try.ts';
import { noTimeout } from './no-timeout.ts';
import { notedBeforeDone } from './noted-before-done.ts';
import { outboxOfTwo } from './outbox-of-two.ts';
import { partialPages } from './partial-pages.ts';
import { partialStream } from './partial-stream.ts';
import { probeAndDrain } from './probe-and-drain.ts';
import { probeNeverEnds } from './probe-never-ends.ts';
import { refundAndCredit } from './refund-and-credit.ts';
import { retryWithoutKey } from './retry-without-key.ts';
import { sharedDeadline } from './shared-deadline.ts';
import { sharedRetryBudget } from './shared-retry-budget.ts';
import { shrinkingPages } from './shrinking-pages.ts';
import { staleLock } from './stale-lock.ts';
import { startsOver } from './starts-over.ts';
import { swallowedCompensation } from './swallowed-compensation.ts';
import { swallowedError } from './swallowed-error.ts';
import { tripleFallback } from './triple-fallback.ts';
import { trustsTheReceipt } from './trusts-the-receipt.ts';
import { twoFailedLooks } from './two-failed-looks.ts';
import { uncheckedFallback } from './unchecked-fallback.ts';
import { undatedCache } from './undated-cache.ts';
import { wrongVariable } from './wrong-variable.ts';
import type { CorpusEntry } from './entry.ts';

/** Every agent of the corpus: those that take one fault, two, three, and the correct ones. */
export const corpus: readonly CorpusEntry[] = [
  retryWithoutKey,
  swallowedError,
  errorAsEmpty,
  fabricatedQuote,
  noTimeout,
  ignoresRetryAfter,
  breakerStaysOpen,
  cachesFailure,
  lateLanding,
  partialPages,
  compensatesWhatItKnows,
  undatedCache,
  partialStream,
  trustsTheReceipt,
  allOrNothing,
  notedBeforeDone,
  crossedOrders,
  doubleFallback,
  newKeyOnThirdTry,
  swallowedCompensation,
  sharedDeadline,
  sharedRetryBudget,
  breakerNeverForgets,
  failedLookMeansAbsent,
  booksElsewhere,
  hedgeRace,
  startsOver,
  loneReplica,
  approvesByDefault,
  wrongVariable,
  givesUpDone,
  refundAndCredit,
  claimedNotSent,
  probeAndDrain,
  shrinkingPages,
  staleLock,
  movedVersion,
  medianOfTwo,
  lastLabel,
  anonymousRead,
  checkpointMissed,
  lateForward,
  markerAndAck,
  missedPolls,
  approvalOutlived,
  breakerSkipsRelease,
  uncheckedFallback,
  nestedRetries,
  tripleFallback,
  probeNeverEnds,
  twoFailedLooks,
  lostNote,
  negativeTimeout,
  outboxOfTwo,
  correctBooking,
  correctSaga,
  correctFallback,
  correctBreaker,
  correctPages,
  correctHedge,
  correctQuorum,
  correctOrders,
  correctOutbox,
  correctApproval,
  correctCache,
  correctParty,
  correctNotes,
];
