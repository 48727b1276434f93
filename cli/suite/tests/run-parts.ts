import type { Result } from '../../../harness/model/trace/verdict.ts';
import { worst } from '../../../harness/model/trace/verdict.ts';
import type { Note, RunCounts } from '../job.ts';

/** The seeds that one test runs, in sequence. */
export interface RunPart {
  readonly name: string;
  readonly seeds: readonly number[];
}

/** How many runs, from which seed, in at most how many tests. */
interface RunsAsked {
  readonly first: number;
  readonly runs: number;
  readonly most?: number | undefined;
}

/** The most tests for one scenario, since the runner keeps data of each. */
const mostParts = 1_000;

/**
 * Divides the runs of a scenario into tests: one for each seed, or several seeds where there would
 * be too many.
 */
export function runParts(title: string, asked: RunsAsked): readonly RunPart[] {
  const { first, runs, most = mostParts } = asked;
  const size = Math.max(1, Math.ceil(runs / most));
  return Array.from({ length: Math.ceil(runs / size) }, (_, index) => {
    const from = first + index * size;
    const count = Math.min(size, runs - index * size);
    const seeds = Array.from({ length: count }, (__, nth) => from + nth);
    const which = count === 1 ? `seed ${from}` : `seeds ${from} to ${from + count - 1}`;
    return { name: runs === 1 ? title : `${title} (${which})`, seeds };
  });
}

/** The scenario's title, from the name of a part. */
export function titleOfPart(name: string): string {
  return name.replace(/ \(seeds? \d+( to \d+)?\)$/, '');
}

/** Adds the counts of notes; idle runs count as unknown if every run is idle. */
export function countsOf(notes: readonly Note[]): RunCounts {
  const having = (kind: Result | 'idle') =>
    notes.reduce((sum, note) => sum + runCounts(note)[kind], 0);
  const [pass, unknown, fail, idle] = [
    having('pass'),
    having('unknown'),
    having('fail'),
    having('idle'),
  ];
  if (pass + unknown + fail > 0) return { pass, unknown, fail, idle };
  return { pass: 0, unknown: idle, fail: 0, idle: 0 };
}

function runCounts({ counts, isIdle, result }: Note): RunCounts {
  const none = { pass: 0, unknown: 0, fail: 0, idle: 0 };
  return counts ?? { ...none, [isIdle === true ? 'idle' : result]: 1 };
}

/**
 * Adds the notes of two parts of a scenario's runs; an idle part does not change the result of the
 * other.
 */
export function addNotes(a: Note, b: Note): Note {
  const [one, two] = [runCounts(a), runCounts(b)];
  const isAlike = (a.isIdle ?? false) === (b.isIdle ?? false);
  const tally = b.tally ?? a.tally;
  return {
    scenario: a.scenario,
    result: isAlike ? worst([a.result, b.result]) : a.isIdle === true ? b.result : a.result,
    runs: a.runs + b.runs,
    records: [...a.records, ...b.records],
    counts: {
      pass: one.pass + two.pass,
      unknown: one.unknown + two.unknown,
      fail: one.fail + two.fail,
      idle: one.idle + two.idle,
    },
    ...(tally === undefined ? {} : { tally }),
    ...(a.isIdle === true && b.isIdle === true ? { isIdle: true } : {}),
  };
}
