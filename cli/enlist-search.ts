import { rm } from 'node:fs/promises';
import path from 'node:path';
import { canonical, digest } from '../harness/model/json.ts';
import type { Scenario } from '../harness/model/scenario.ts';
import { checkSearchable, explore } from '../harness/search/exploring.ts';
import type { Searched } from '../reports/search-summary.ts';
import { searchResult } from '../reports/searches.ts';
import { writeAtomically } from '../reports/write.ts';
import type { Job, Note } from './job.ts';
import { keepRecord } from './keep.ts';
import { keepSearch } from './keep-search.ts';

/** What is to be searched. */
export interface SearchTask {
  readonly scenario: Scenario;
  readonly job: Job;
  readonly file: string;
  readonly seed: number;
  /** Told at the start where the search will be: of one that is stopped, nothing more is heard. */
  readonly tell: (note: Note) => void;
  /** Stops the search where it is; what it says by then is kept. */
  readonly signal: AbortSignal;
}

/** Searches a scenario whose plan is `explore({ … })`, and keeps what it found as runs keep theirs. */
export async function searchOnce(task: SearchTask): Promise<Note> {
  const { scenario, job, file, seed, tell, signal } = task;
  checkSearchable(scenario, job.mode);
  const variant = job.variant ?? 'careful';
  const name = `${digest([file, scenario.title, variant]).slice(0, 8)}-${seed}`;
  const search = path.join(job.out, 'searches', `${name}.json`);
  await rm(search, { force: true });
  const note: Note = { scenario: scenario.title, result: 'unknown', runs: 0, records: [], search };
  tell(note);
  const since = performance.now();
  const exploration = await explore(scenario, { seed, variant, file, signal });
  const tookMs = Math.round(performance.now() - since);
  const runs = await keepSearch(scenario, exploration, {
    exploration: path.join(job.out, 'searches', `${name}.exploration.json`),
    repro: (number, check) => path.join(job.out, 'repros', `${name}-${number}-${check}.repro.json`),
    root: job.root,
  });
  for (const record of runs) await keepRecord(job, record);
  const { family } = scenario;
  const searched: Searched = { family, file, exploration, runs, tookMs, goOn: null };
  await writeAtomically(search, canonical(searched));
  return { ...note, result: searchResult(exploration), runs: exploration.runs };
}
