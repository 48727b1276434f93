import type { CorpusEntry } from '../corpus/entry.ts';
import { anonymousRead } from './anonymous-read.ts';
import { approvalOutlived } from './approval-outlived.ts';
import { breakerSkipsRelease } from './breaker-skips-release.ts';
import { checkpointMissed } from './checkpoint-missed.ts';
import { claimedNotSent } from './claimed-not-sent.ts';
import { lastLabel } from './last-label.ts';
import { lateForward } from './late-forward.ts';
import { markerAndAck } from './marker-and-ack.ts';
import { medianOfTwo } from './median-of-two.ts';
import { missedPolls } from './missed-polls.ts';
import { movedVersion } from './moved-version.ts';
import { probeAndDrain } from './probe-and-drain.ts';
import { refundAndCredit } from './refund-and-credit.ts';
import { shrinkingPages } from './shrinking-pages.ts';
import { staleLock } from './stale-lock.ts';
import { uncheckedFallback } from './unchecked-fallback.ts';

/**
 * Agents with one bug each that takes two faults, written by somebody who did not know in which
 * order a search tries its schedules: on them it is measured how much sooner than chance it finds a
 * bug. Neither the search nor these agents may be tuned on what that shows; an agent on which the
 * search does badly stays as it is. What a search is to learn from belongs in the corpus.
 */
export const heldOut: readonly CorpusEntry[] = [
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
];
