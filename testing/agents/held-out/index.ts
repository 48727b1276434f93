import type { CorpusEntry } from '../corpus/entry.ts';
import { bouncedCase } from './bounced-case.ts';
import { deadWorkers } from './dead-workers.ts';
import { dearUndefined } from './dear-undefined.ts';
import { equalBlanks } from './equal-blanks.ts';
import { failedBack } from './failed-back.ts';
import { filledForward } from './filled-forward.ts';
import { flushedAfterAll } from './flushed-after-all.ts';
import { keptEntry } from './kept-entry.ts';
import { lateAbort } from './late-abort.ts';
import { minuteKey } from './minute-key.ts';
import { missedWindow } from './missed-window.ts';
import { overwrittenRetry } from './overwritten-retry.ts';
import { racedRefresh } from './raced-refresh.ts';
import { removedLast } from './removed-last.ts';
import { resumedUpload } from './resumed-upload.ts';
import { reusedNumber } from './reused-number.ts';
import { rightCount } from './right-count.ts';
import { shiftedRunnerUp } from './shifted-runner-up.ts';
import { shuffledClauses } from './shuffled-clauses.ts';
import { stuckPage } from './stuck-page.ts';
import { toggledBack } from './toggled-back.ts';
import { unsortedScores } from './unsorted-scores.ts';
import { unverifiedDelete } from './unverified-delete.ts';
import { vanishedSection } from './vanished-section.ts';
import { wideRelease } from './wide-release.ts';
import { withdrawnTools } from './withdrawn-tools.ts';

/**
 * Agents with one bug each that takes two faults, written by somebody who has not read `harness/search`
 * nor its scenarios and benches, and does not know what a search tries first. Their pairs of faults
 * were each run once, so that nothing fails in them but their bug. On them it is measured, once, how
 * much sooner than chance a search finds a bug. Neither the search nor these agents are tuned on what
 * that shows: an agent on which the search does badly stays as it is. Once a search has learnt from
 * them they belong with `testing/agents/learnt`, and others are to be written here: at least sixteen.
 */
export const heldOut: readonly CorpusEntry[] = [
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
