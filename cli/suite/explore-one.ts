import path from 'node:path';
import { digest } from '../../harness/model/json/json.ts';
import type { Scenario } from '../../harness/model/scenario.ts';
import type { Executor } from '../../harness/search/executor/executor.ts';
import { forked } from '../../harness/search/executor/forked.ts';
import { inThread } from '../../harness/search/executor/in-thread.ts';
import type { Journaled } from '../../harness/search/executor/journal.ts';
import type { SearchProgress } from '../../harness/search/explore/search-state.ts';
import { exploreAndShow } from '../../harness/search/explore/showing.ts';
import type { Subject } from '../../harness/search/subject.ts';
import { removeSearch, writeSearch, type SearchPlace } from '../../reports/files/search-files.ts';
import type { Searched } from '../../reports/summary/search-summary.ts';
import { counted } from '../../reports/words/wording.ts';
import { goesOn, openJournal, resumeCommand } from './resume.ts';
import type { Screen } from '../terminal/screen.ts';

/** The options of `brownout explore`. */
export interface SearchingOptions {
  readonly depth?: number;
  readonly budget?: number;
  readonly prune: boolean;
  readonly workers: number;
  /** The most time for the search (ms). */
  readonly time?: number;
  readonly keepGoing?: boolean;
  readonly shrink: boolean;
  readonly resume?: boolean;
  readonly samples?: number;
  readonly seed: number;
  readonly variant: string;
}

/** A scenario to search, and where. */
export interface ExploreTask {
  readonly scenario: Scenario;
  /** The scenario's file, and the folder that paths are relative to; both absolute. */
  readonly file: string;
  readonly root: string;
  readonly out: string;
  readonly options: SearchingOptions;
  readonly on: Screen;
  readonly signal: AbortSignal;
}

/**
 * Searches one scenario; writes its journal, its exploration, its replay files and plan files into a
 * folder of their own.
 */
export async function exploreOne(task: ExploreTask): Promise<Searched> {
  const { scenario, file, root, options, on, signal } = task;
  const { depth, budget, prune, time, keepGoing = false, samples, seed, variant } = options;
  const subject: Subject = { seed, variant, file: path.relative(root, file) };
  const name = digest([subject.file, scenario.title, variant, seed]).slice(0, 8);
  const out = path.join(task.out, name);
  const place: SearchPlace = {
    exploration: path.join(out, 'exploration.json'),
    repro: (number, check) => path.join(out, `${number}-${check}.repro.json`),
    plan: (number, check) => path.join(out, `unknown-${number}-${check}.plan.json`),
    root,
  };
  if (!options.resume) await removeSearch(place);
  const journal = await journalOf(task, subject, path.join(out, 'journal.jsonl'));
  const limit = time === undefined ? signal : AbortSignal.any([signal, timeLimit(time)]);
  const since = performance.now();
  try {
    const how = {
      ...subject,
      ...given({ depth, samples, budget, prune: prune ? undefined : false }),
      keepGoing,
      shrinks: options.shrink,
      executor: journal,
      signal: limit,
      onProgress: (progress: SearchProgress) =>
        on.doing(progressWords(progress, performance.now() - since)),
    };
    const shown = await exploreAndShow(scenario, how, (came) => writeSearch(came, place));
    return { ...shown, goOn: goesOn(shown.exploration) ? resumeCommand() : null };
  } finally {
    await journal.close();
  }
}

async function journalOf(task: ExploreTask, subject: Subject, file: string): Promise<Journaled> {
  const { options, on, root } = task;
  const isResumed = options.resume ?? false;
  const executor = executorFor(task);
  const journal = await openJournal({ file, subject, executor, isResumed, root });
  if (journal.known > 0) on.say(`going on from ${counted(journal.known, 'run')} in the journal`);
  else if (isResumed)
    on.say(`no journal of ${JSON.stringify(task.scenario.title)}: it is begun anew`);
  return journal;
}

/** The options that the command line gives; the scenario's own search may set the others. */
function given<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const said = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

function executorFor({ scenario, file, options: { workers } }: ExploreTask): Executor {
  return workers === 1 ? inThread(scenario) : forked(scenario, { file, workers });
}

function timeLimit(ms: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort('time'), ms).unref();
  return controller.signal;
}

function progressWords({ level, runs, left, findings }: SearchProgress, tookMs: number): string {
  const rate = Math.round(runs / Math.max(tookMs / 1000, 0.001));
  const where = level === 0 ? 'first looks' : `level ${level}`;
  return `${where}: ${counted(runs, 'run')}, ${rate} a second, ${left} left, ${findings} found`;
}
