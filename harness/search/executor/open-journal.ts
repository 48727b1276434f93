import { rm } from 'node:fs/promises';
import path from 'node:path';
import { HarnessError } from '../../model/error.ts';
import type { Subject } from '../subject.ts';
import type { Executor } from './executor.ts';
import { journaled, otherVersion, type Journaled } from './journal.ts';

/** The journal of a search, and whether to resume from it. */
export interface JournalPlace {
  /** The absolute path of the journal. */
  readonly journal: string;
  /** Whether to resume; not by default, since the agent may have changed. */
  readonly isAsked: boolean;
  /** The folder that paths in errors are relative to. */
  readonly root: string;
}

/**
 * Opens the journal of a search, empty or to resume. Throws `bad-artifact` if the agent no longer
 * behaves as the journal says, or if another version wrote it.
 */
export async function openJournal(
  executor: Executor,
  { seed, variant, file }: Subject,
  { journal: at, isAsked, root }: JournalPlace,
): Promise<Journaled> {
  if (!isAsked) await rm(at, { force: true });
  const name = path.relative(root, at);
  const other = otherVersion(at);
  if (other !== null) {
    throw new HarnessError('bad-artifact', {
      expected: `${name} to be a journal that this version of Brownout can go on from`,
      got: `version ${other} of journals, written by another version of Brownout`,
      fix: 'Leave --resume out to search anew, or use the version that wrote it.',
    });
  }
  const journal = journaled(executor, at, { seed, variant, file });
  if (journal.known === 0 || (await journal.holds())) return journal;
  throw new HarnessError('bad-artifact', {
    expected: `${name} to hold what the agent still does`,
    got: 'other runs of the same schedules: the agent or the scenario has changed',
    fix: 'Leave --resume out to search anew.',
  });
}
