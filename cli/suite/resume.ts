import path from 'node:path';
import { rm } from 'node:fs/promises';
import type { Exploration } from '../../harness/model/trace/exploration.ts';
import { HarnessError } from '../../harness/model/error.ts';
import type { Executor } from '../../harness/search/executor/executor.ts';
import type { Subject } from '../../harness/search/subject.ts';
import { journaled, otherVersion, type Journaled } from '../../harness/search/executor/journal.ts';
import { shellWord } from '../../reports/words/shell-word.ts';

/** The journal of a search, and whether to resume from it. */
export interface JournalTask {
  /** The absolute path of the journal. */
  readonly file: string;
  readonly subject: Subject;
  readonly executor: Executor;
  /** Whether to resume; not by default, since the agent may have changed. */
  readonly isResumed: boolean;
  /** The folder that paths in errors are relative to. */
  readonly root: string;
}

/**
 * Opens the journal of a search, empty or to resume. Throws `bad-artifact` if the agent no longer
 * behaves as the journal says, or if another version wrote it.
 */
export async function openJournal(task: JournalTask): Promise<Journaled> {
  const { file, subject, executor, isResumed, root } = task;
  if (!isResumed) await rm(file, { force: true });
  const name = path.relative(root, file);
  const other = otherVersion(file);
  if (other !== null) {
    throw new HarnessError('bad-artifact', {
      expected: `${name} to be a journal that this version of Brownout can go on from`,
      got: `version ${other} of journals, written by another version of Brownout`,
      fix: 'Leave --resume out to search anew, or use the version that wrote it.',
    });
  }
  const journal = journaled(executor, file, subject);
  if (journal.known === 0 || (await journal.holds())) return journal;
  await journal.close();
  throw new HarnessError('bad-artifact', {
    expected: `${name} to hold what the agent still does`,
    got: 'other runs of the same schedules: the agent or the scenario has changed',
    fix: 'Leave --resume out to search anew.',
  });
}

/** The command line that resumes this command. */
export function resumeCommand(): string {
  const args = process.argv.slice(2).filter((arg) => arg !== '--resume');
  return ['npx', 'brownout', ...args, '--resume'].map(shellWord).join(' ');
}

/**
 * Whether resuming can help: after an interrupt or a limit of time, but not after a limit of the
 * search's own.
 */
export function goesOn({ stopped }: Exploration): boolean {
  return stopped === 'interrupted' || stopped === 'time';
}
