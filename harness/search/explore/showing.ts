import type { Exploration, SearchFiles } from '../../model/trace/exploration.ts';
import type { RunRecord } from '../../model/trace/run-record.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { Executor } from '../executor/executor.ts';
import { inThread } from '../executor/in-thread.ts';
import { explore } from './exploring.ts';
import type { ExploreOptions } from './search-state.ts';

/** A search that is over, with the run that shows each finding. */
export interface ShownSearch {
  readonly family: string;
  readonly file: string;
  readonly exploration: Exploration;
  /** In the order of the findings. */
  readonly runs: readonly RunRecord[];
  /** Of the search alone. */
  readonly tookMs: number;
  /** The plan file of each check that could not tell, by the check's name. */
  readonly plans: SearchFiles['plans'];
}

/**
 * Searches a scenario; `keep` is given what the search says, writes it down, and resolves with where
 * its files are.
 */
export async function exploreAndShow(
  scenario: Scenario,
  options: ExploreOptions & { readonly file: string },
  keep: (exploration: Exploration) => Promise<SearchFiles>,
): Promise<ShownSearch> {
  const { file, executor = inThread(scenario) } = options;
  const since = performance.now();
  const exploration = await explore(scenario, { ...options, executor });
  const tookMs = Math.round(performance.now() - since);
  const { repros, plans } = await keep(exploration);
  const runs = await showing(executor, exploration, repros);
  return { family: scenario.family, file, exploration, runs, tookMs, plans };
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
