import { rm } from 'node:fs/promises';
import { canonical } from '../../../harness/model/json/json.ts';
import type { Scenario } from '../../../harness/model/scenario.ts';
import type { Subject } from '../../../harness/search/subject.ts';
import { checkSearchable } from '../../../harness/search/explore/exploring.ts';
import { exploreAndShow } from '../../../harness/search/explore/showing.ts';
import { searchPlace, searchStore } from '../../../reports/files/search-files.ts';
import { searchResult } from '../../../reports/summary/searches.ts';
import { writeAtomically } from '../../../reports/files/write.ts';
import type { Job, Note } from '../job.ts';
import { writeRecord } from '../../../reports/files/artifacts.ts';

/** A scenario to search under one seed. */
export interface SearchTask {
  readonly scenario: Scenario;
  readonly job: Job;
  readonly file: string;
  readonly seed: number;
  /** Called at the start with the path of the search, since a stopped test reports nothing more. */
  readonly tell: (note: Note) => void;
  /** Stops the search; its results up to then are written. */
  readonly signal: AbortSignal;
}

/** Searches a scenario whose plan is `searched({ … })`, and writes its findings as runs. */
export async function runSearchTest(task: SearchTask): Promise<Note> {
  const { scenario, job, file, seed, tell, signal } = task;
  checkSearchable(scenario, job.mode);
  const subject: Subject = { seed, variant: job.variant ?? 'careful', file };
  const place = searchPlace(job.out, { ...subject, title: scenario.title }, job.root);
  const search = place.exploration.replace(/exploration\.json$/, 'json');
  await rm(search, { force: true });
  const note: Note = { scenario: scenario.title, result: 'unknown', runs: 0, records: [], search };
  tell(note);
  let known = 0;
  const onJournal = (runs: number) => void (known = runs);
  const { resume } = job;
  const options = { ...subject, signal, resume, onJournal, shrinks: job.shrinkMs !== 0 };
  const searched = await exploreAndShow(scenario, options, searchStore(place));
  const { exploration, runs } = searched;
  for (const record of runs) await writeRecord(job, record);
  await writeAtomically(search, canonical(searched));
  return { ...note, result: searchResult(exploration), runs: exploration.runs, known };
}
