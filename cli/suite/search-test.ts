import { rm } from 'node:fs/promises';
import { canonical } from '../../harness/model/json/json.ts';
import type { Exploration } from '../../harness/model/trace/exploration.ts';
import type { Scenario } from '../../harness/model/scenario.ts';
import type { Executor } from '../../harness/search/executor/executor.ts';
import { inThread } from '../../harness/search/executor/in-thread.ts';
import type { Subject } from '../../harness/search/subject.ts';
import { checkSearchable } from '../../harness/search/explore/exploring.ts';
import { exploreAndShow } from '../../harness/search/explore/showing.ts';
import { removeSearch, writeSearch, searchPlace } from '../../reports/files/search-files.ts';
import type { Searched } from '../../reports/summary/search-summary.ts';
import { searchResult } from '../../reports/summary/searches.ts';
import { writeAtomically } from '../../reports/files/write.ts';
import type { Job, Note } from './job.ts';
import { writeRecord } from '../../reports/files/artifacts.ts';
import { goesOn, openJournal } from './resume.ts';

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
  const at = (ending: string) => place.exploration.replace(/exploration\.json$/, ending);
  const search = at('json');
  await rm(search, { force: true });
  if (!job.resume?.isAsked) await removeSearch(place);
  const note: Note = { scenario: scenario.title, result: 'unknown', runs: 0, records: [], search };
  tell(note);
  const { known, ...executor } = await executorFor(task, subject, at('journal.jsonl'));
  const options = { ...subject, signal, executor, shrinks: job.shrinkMs !== 0 };
  const keep = (exploration: Exploration) => writeSearch(exploration, place);
  const shown = await exploreAndShow(scenario, options, keep);
  const { exploration, runs } = shown;
  for (const record of runs) await writeRecord(job, record);
  const goOn = goesOn(exploration) ? (job.resume?.command ?? null) : null;
  const searched: Searched = { ...shown, goOn };
  await writeAtomically(search, canonical(searched));
  return { ...note, result: searchResult(exploration), runs: exploration.runs, known };
}

/** The executor of a search; it keeps a journal where the command can resume from one. */
async function executorFor(
  { scenario, job }: SearchTask,
  subject: Subject,
  file: string,
): Promise<Executor & { readonly known: number }> {
  const alone = inThread(scenario);
  if (job.resume === null) return { ...alone, known: 0 };
  const { isAsked } = job.resume;
  return openJournal({ file, subject, executor: alone, isResumed: isAsked, root: job.root });
}
