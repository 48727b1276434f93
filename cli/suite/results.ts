import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import type { ScenarioTally } from '../../reports/summary/scenario-tally.ts';
import type { Searched } from '../../harness/model/trace/exploration.ts';
import type { Note } from './job.ts';

/** An error that kept a file or a run from being executed. */
export interface SuiteError {
  readonly file: string;
  readonly message: string;
}

/** All results of a suite. */
export interface SuiteResults {
  readonly records: readonly RunRecord[];
  /** Counts of the runs that were not written to files. */
  readonly tallies: readonly ScenarioTally[];
  readonly searches: readonly Searched[];
  readonly notes: readonly Note[];
  readonly errors: readonly SuiteError[];
  /** Titles of scenarios that the job did not ask for. */
  readonly leftOut: readonly string[];
  readonly partial: boolean;
}

/** The runs of which there are records: of scenarios, and those that show what searches found. */
export function keptRuns({
  records,
  searches,
}: Pick<SuiteResults, 'records' | 'searches'>): readonly RunRecord[] {
  return [...records, ...searches.flatMap(({ runs }) => runs)];
}

/** What workers have reported of one scenario file so far. */
export interface FileLog {
  readonly file: string;
  /** Keyed by the id of the test. */
  readonly notes: Map<string, Note>;
  /** Keyed by message, so that each message is reported once. */
  readonly errors: Map<string, SuiteError>;
  readonly leftOut: Set<string>;
  /** How many tests the file has, and how many of them have ended. */
  tests: number;
  testsDone: number;
  state: 'waiting' | 'begun' | 'ended';
}

/** The logs of a suite, one a scenario file; a file that runs again (`--watch`) gets a new one. */
export interface SuiteLog {
  readonly begin: (id: string, file: string) => void;
  readonly file: (id: string) => FileLog;
  readonly files: () => readonly FileLog[];
}

/** Makes an empty log. */
export function openSuiteLog(): SuiteLog {
  const files = new Map<string, FileLog>();
  const begin = (id: string, name: string): FileLog => {
    const file: FileLog = {
      file: name,
      notes: new Map(),
      errors: new Map(),
      leftOut: new Set(),
      tests: 0,
      testsDone: 0,
      state: 'waiting',
    };
    files.set(id, file);
    return file;
  };
  return { begin, file: (id) => files.get(id) ?? begin(id, id), files: () => [...files.values()] };
}

/** Sums up the logs of files, and reads the run records from the paths in their notes. */
export async function resultsOf(
  files: readonly FileLog[],
  partial: boolean,
): Promise<SuiteResults> {
  const notes = files.flatMap((file) => [...file.notes.values()]);
  return {
    records: await allOf<RunRecord>(notes.flatMap((note) => note.records)),
    tallies: await allOf<ScenarioTally>(notes.flatMap(({ tally }) => tally ?? [])),
    // A search that was stopped early has written no file.
    searches: await allOf<Searched>(
      notes.flatMap(({ search }) => (search !== undefined && existsSync(search) ? [search] : [])),
    ),
    notes,
    errors: [
      ...files.flatMap((file) => [...file.errors.values()]),
      ...(partial ? [] : files.flatMap(death)),
      ...doubles(notes),
    ],
    leftOut: [...new Set(files.flatMap((file) => [...file.leftOut]))].toSorted(),
    partial,
  };
}

/** Reads JSON files, each once, in order of their names. */
function allOf<T>(files: readonly string[]): Promise<readonly T[]> {
  const all = [...new Set(files)].toSorted();
  return Promise.all(all.map(async (file) => JSON.parse(await readFile(file, 'utf8')) as T));
}

/** The error of a file whose worker died; vitest reports none. */
function death({ file, state }: FileLog): readonly SuiteError[] {
  return state === 'ended' ? [] : [{ file, message: state === 'begun' ? died : neverRun }];
}

const died =
  'expected the process it ran in to live, got its death in the middle. An agent in process may ' +
  'have killed it, run out of memory, or never have yielded: give it a process of its own, with ' +
  'command(…) or service(…).';

const neverRun = 'not run: the process that was to run it had died with another file.';

/** An error for each mutant id that stands twice, since the matrix is keyed by it. */
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
