import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import type { ScenarioTally } from '../../reports/summary/scenario-tally.ts';
import type { Searched } from '../../reports/summary/search-summary.ts';
import type { Note } from './job.ts';

/** A file or a run that could not be carried out. */
export interface SuiteError {
  readonly file: string;
  readonly message: string;
}

/** All that came of a suite. */
export interface SuiteResults {
  readonly records: readonly RunRecord[];
  /** Of the runs that were not written. */
  readonly tallies: readonly ScenarioTally[];
  readonly searches: readonly Searched[];
  readonly notes: readonly Note[];
  readonly errors: readonly SuiteError[];
  /** Titles that were not asked for. */
  readonly leftOut: readonly string[];
  readonly partial: boolean;
}

/** What is known of one scenario file so far. */
export interface FilePage {
  readonly file: string;
  /** By the id of their test. */
  readonly notes: Map<string, Note>;
  /** By their message: the same is not told twice. */
  readonly errors: Map<string, SuiteError>;
  readonly leftOut: Set<string>;
  /** Tests that the file has, and that have ended. */
  tests: number;
  testsDone: number;
  state: 'waiting' | 'begun' | 'ended';
}

/** The pages of a suite, one a file; a file that runs again (`--watch`) begins a new one. */
export interface Book {
  readonly begin: (id: string, file: string) => void;
  readonly page: (id: string) => FilePage;
  readonly pages: () => readonly FilePage[];
}

/** An empty book. */
export function openBook(): Book {
  const pages = new Map<string, FilePage>();
  const begin = (id: string, file: string): FilePage => {
    const page: FilePage = {
      file,
      notes: new Map(),
      errors: new Map(),
      leftOut: new Set(),
      tests: 0,
      testsDone: 0,
      state: 'waiting',
    };
    pages.set(id, page);
    return page;
  };
  return { begin, page: (id) => pages.get(id) ?? begin(id, id), pages: () => [...pages.values()] };
}

/** What the pages add up to; the run records are read from the files that the notes name. */
export async function resultsOf(
  pages: readonly FilePage[],
  partial: boolean,
): Promise<SuiteResults> {
  const notes = pages.flatMap((page) => [...page.notes.values()]);
  return {
    records: await allOf<RunRecord>(notes.flatMap((note) => note.records)),
    tallies: await allOf<ScenarioTally>(notes.flatMap(({ tally }) => tally ?? [])),
    // One that was stopped before it could write anything has shown nothing.
    searches: await allOf<Searched>(
      notes.flatMap(({ search }) => (search !== undefined && existsSync(search) ? [search] : [])),
    ),
    notes,
    errors: [
      ...pages.flatMap((page) => [...page.errors.values()]),
      ...(partial ? [] : pages.flatMap(death)),
      ...doubles(notes),
    ],
    leftOut: [...new Set(pages.flatMap((page) => [...page.leftOut]))].toSorted(),
    partial,
  };
}

/** What workers have written, each file once, in order of their names. */
function allOf<T>(files: readonly string[]): Promise<readonly T[]> {
  const all = [...new Set(files)].toSorted();
  return Promise.all(all.map(async (file) => JSON.parse(await readFile(file, 'utf8')) as T));
}

/** A worker that dies takes its files with it, and nothing else says so. */
function death({ file, state }: FilePage): readonly SuiteError[] {
  return state === 'ended' ? [] : [{ file, message: state === 'begun' ? died : neverRun }];
}

const died =
  'expected the process it ran in to live, got its death in the middle. An agent in process may ' +
  'have killed it, run out of memory, or never have yielded: give it a process of its own, with ' +
  'command(…) or service(…).';

const neverRun = 'not run: the process that was to run it had died with another file.';

/** The matrix knows mutants by their ids alone. */
function doubles(notes: readonly Note[]): readonly SuiteError[] {
  const byId = Map.groupBy(notes, ({ mutant }) => mutant?.id);
  return [...byId].flatMap(([id, its]) => {
    if (id === undefined || its.length < 2) return [];
    const titles = its.map(({ scenario }) => JSON.stringify(scenario)).toSorted();
    const got = `${id} in ${titles.join(' and ')}`;
    const message = `expected every mutant to have an id of its own, got ${got}. Rename one.`;
    return [{ file: id, message }];
  });
}
