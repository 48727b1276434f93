import path from 'node:path';
import { rm } from 'node:fs/promises';
import type { Exploration } from '../../harness/model/trace/exploration.ts';
import { HarnessError } from '../../harness/model/error.ts';
import type { Executor } from '../../harness/search/executor/executor.ts';
import type { Subject } from '../../harness/search/subject.ts';
import { journaled, type Journaled } from '../../harness/search/executor/journal.ts';
import { shellWord } from '../../reports/words/shell-word.ts';

/** The journal of a search, and whether it is to be gone on from. */
export interface JournalTask {
  /** Absolute. */
  readonly file: string;
  readonly subject: Subject;
  readonly executor: Executor;
  /** Only who asks for it is answered from a journal: the agent may have been changed since. */
  readonly isResumed: boolean;
  /** What file names in errors are relative to. */
  readonly root: string;
}

/**
 * Opens the journal of a search, empty or as it was left; throws `bad-artifact` where the agent no
 * longer does what stands in it.
 */
export async function openJournal(task: JournalTask): Promise<Journaled> {
  const { file, subject, executor, isResumed, root } = task;
  if (!isResumed) await rm(file, { force: true });
  const journal = journaled(executor, file, subject);
  if (journal.known === 0 || (await journal.holds())) return journal;
  await journal.close();
  throw new HarnessError('bad-artifact', {
    expected: `${path.relative(root, file)} to hold what the agent still does`,
    got: 'other runs of the same schedules: the agent or the scenario has changed',
    fix: 'Leave --resume out to search anew.',
  });
}

/** This command, as it takes up what was stopped. */
export function resumeCommand(): string {
  const args = process.argv.slice(2).filter((arg) => arg !== '--resume');
  return ['npx', 'brownout', ...args, '--resume'].map(shellWord).join(' ');
}

/** The journal takes up what was stopped; after a limit of its own the same command stops again. */
export function goesOn({ stopped }: Exploration): boolean {
  return stopped === 'interrupted' || stopped === 'time';
}
