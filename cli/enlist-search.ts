import { rm } from 'node:fs/promises';
import { canonical } from '../harness/model/json.ts';
import type { Scenario } from '../harness/model/scenario.ts';
import { evaluator, type Evaluator } from '../harness/search/evaluate.ts';
import type { Subject } from '../harness/search/subject.ts';
import { checkSearchable, explore } from '../harness/search/exploring.ts';
import { showing } from '../harness/search/showing.ts';
import { forgetSearch, keepSearch, searchPlace } from '../reports/search-files.ts';
import type { Searched } from '../reports/search-summary.ts';
import { searchResult } from '../reports/searches.ts';
import { writeAtomically } from '../reports/write.ts';
import type { Job, Note } from './job.ts';
import { keepRecord } from '../reports/keep.ts';
import { goesOn, openJournal } from './resume.ts';

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
  const subject: Subject = { seed, variant: job.variant ?? 'careful', file };
  const place = searchPlace(job.out, { ...subject, title: scenario.title }, job.root);
  const at = (ending: string) => place.exploration.replace(/exploration\.json$/, ending);
  const search = at('json');
  await rm(search, { force: true });
  if (!job.resume?.isAsked) await forgetSearch(place);
  const note: Note = { scenario: scenario.title, result: 'unknown', runs: 0, records: [], search };
  tell(note);
  const since = performance.now();
  const { known, ...crew } = await crewFor(task, subject, at('journal.jsonl'));
  const exploration = await explore(scenario, {
    ...subject,
    signal,
    evaluator: crew,
    shrinks: job.shrinkMs !== 0,
  });
  const tookMs = Math.round(performance.now() - since);
  const repros = await keepSearch(exploration, place);
  const runs = await showing(scenario, exploration, repros);
  for (const record of runs) await keepRecord(job, record);
  const { family } = scenario;
  const goOn = goesOn(exploration) ? (job.resume?.command ?? null) : null;
  const searched: Searched = { family, file, exploration, runs, tookMs, goOn };
  await writeAtomically(search, canonical(searched));
  return { ...note, result: searchResult(exploration), runs: exploration.runs, known };
}

/** Who runs the schedules; with a journal where the command can go on from it. */
async function crewFor(
  { scenario, job }: SearchTask,
  subject: Subject,
  file: string,
): Promise<Evaluator & { readonly known: number }> {
  const alone = evaluator(scenario, subject);
  if (job.resume === null) return { ...alone, known: 0 };
  const { isAsked } = job.resume;
  return openJournal({ file, subject, evaluator: alone, isResumed: isAsked, root: job.root });
}
