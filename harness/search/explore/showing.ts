import type { Exploration, Searched, SearchStore } from '../../model/trace/exploration.ts';
import type { RunRecord } from '../../model/trace/run-record.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { Executor } from '../executor/executor.ts';
import { forked } from '../executor/forked.ts';
import { inThread } from '../executor/in-thread.ts';
import { openJournal } from '../executor/open-journal.ts';
import type { Subject } from '../subject.ts';
import { explore } from './exploring.ts';
import type { ExploreOptions } from './search-state.ts';

/** Whether to resume from journals, and the command that does so. */
export interface Resuming {
  readonly isAsked: boolean;
  readonly command: string;
}

/** How a search is made whose artifacts are kept. */
export interface KeptSearch extends Subject, Omit<ExploreOptions, keyof Subject | 'executor'> {
  /** How to resume it; null where it keeps no journal. */
  readonly resume: Resuming | null;
  /** The processes that make its runs, and the scenario's file, absolute; this one where left out. */
  readonly crew?: { readonly file: string; readonly workers: number };
  /** Called before the search begins, with the number of runs that its journal knows. */
  readonly onJournal?: (known: number) => void;
}

/** Searches a scenario, keeps what the search says, and makes the runs of its findings again. */
export async function exploreAndShow(
  scenario: Scenario,
  { resume, crew, onJournal = () => {}, ...options }: KeptSearch,
  store: SearchStore,
): Promise<Searched> {
  if (!resume?.isAsked) await store.clear();
  const alone = crew && crew.workers > 1 ? forked(scenario, crew) : inThread(scenario);
  try {
    const journal = resume && (await openJournal(alone, options, { ...store, ...resume }));
    if (journal) onJournal(journal.known);
    const executor = journal ?? alone;
    const since = performance.now();
    const exploration = await explore(scenario, { ...options, executor });
    const tookMs = Math.round(performance.now() - since);
    const { repros, plans } = await store.write(exploration);
    const runs = await showing(executor, exploration, repros);
    const goOn = canGoOn(exploration) ? (resume?.command ?? null) : null;
    return { family: scenario.family, file: options.file, exploration, runs, tookMs, goOn, plans };
  } finally {
    await alone.close();
  }
}

/**
 * Whether resuming can help: after an interrupt or a limit of time, but not after a limit of the
 * search's own.
 */
function canGoOn({ stopped }: Exploration): boolean {
  return stopped === 'interrupted' || stopped === 'time';
}

/** The run of each finding, made again from its plan, for a search keeps no traces; each says which replay file is its own. */
async function showing(
  executor: Executor,
  { findings, seed, variant }: Exploration,
  repros: readonly string[],
): Promise<readonly RunRecord[]> {
  const runs: RunRecord[] = [];
  for (const [index, { plan, repro }] of findings.entries()) {
    const record = await executor.run({ seed, variant, file: repro.file, plan });
    runs.push({ ...record, repro: repros[index] ?? null });
  }
  return runs;
}
