import type { CorpusEntry } from '../corpus/entry.ts';
import { compactedAway } from './compacted-away.ts';
import { failedCopiesKept } from './failed-copies-kept.ts';
import { hurriedCaller } from './hurried-caller.ts';
import { lateEnactor } from './late-enactor.ts';
import { latePartWins } from './late-part-wins.ts';
import { nothingToLose } from './nothing-to-lose.ts';
import { pastTheHole } from './past-the-hole.ts';
import { poisonedQueue } from './poisoned-queue.ts';
import { seenToOnce } from './seen-to-once.ts';
import { shortMemory } from './short-memory.ts';
import { stuffedBallot } from './stuffed-ballot.ts';
import { takenByMe } from './taken-by-me.ts';
import { titlesForTexts } from './titles-for-texts.ts';
import { twoErrorsAndOut } from './two-errors-and-out.ts';
import { unflushedTrail } from './unflushed-trail.ts';
import { unmetered } from './unmetered.ts';

/**
 * Agents with one bug each that takes two faults, written by somebody who did not know in which
 * order a search tries its schedules: on them it is measured how much sooner than chance it finds a
 * bug. Neither the search nor these agents may be tuned on what that shows; an agent on which the
 * search does badly stays as it is. Once the search has learnt from them they belong with the learnt
 * ones, and others are to be written.
 */
export const heldOut: readonly CorpusEntry[] = [
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
];
