import path from 'node:path';
import type { Scenario } from '../../harness/model/scenario.ts';
import type { Searched } from '../../harness/model/trace/exploration.ts';
import type { SearchProgress } from '../../harness/search/explore/search-state.ts';
import { exploreAndShow } from '../../harness/search/explore/showing.ts';
import type { Subject } from '../../harness/search/subject.ts';
import { ownPlace, searchStore } from '../../reports/files/search-files.ts';
import { counted } from '../../reports/words/wording.ts';
import { resumeCommand } from './resume.ts';
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
  const {
    depth,
    budget,
    prune,
    time,
    keepGoing = false,
    samples,
    seed,
    variant,
    resume = false,
  } = options;
  const subject: Subject = { seed, variant, file: path.relative(root, file) };
  const place = ownPlace(task.out, { ...subject, title: scenario.title }, root);
  const since = performance.now();
  const how = {
    ...subject,
    ...given({ depth, samples, budget, prune: prune ? undefined : false }),
    keepGoing,
    shrinks: options.shrink,
    resume: { isAsked: resume, command: resumeCommand() },
    crew: { file, workers: options.workers },
    onJournal: (known: number) => {
      if (known > 0) on.say(`going on from ${counted(known, 'run')} in the journal`);
      else if (resume) on.say(`no journal of ${JSON.stringify(scenario.title)}: it is begun anew`);
    },
    signal: time === undefined ? signal : AbortSignal.any([signal, timeLimit(time)]),
    onProgress: (progress: SearchProgress) =>
      on.doing(progressWords(progress, performance.now() - since)),
  };
  return await exploreAndShow(scenario, how, searchStore(place));
}

/** The options that the command line gives; the scenario's own search may set the others. */
function given<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const said = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as { [K in keyof T]?: Exclude<T[K], undefined> };
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
