import { test } from 'vitest-runner';
import { HarnessError } from '../../../harness/model/error.ts';
import type { RunRecord } from '../../../harness/model/trace/run-record.ts';
import type { Scenario } from '../../../harness/model/scenario.ts';
import type { Executor } from '../../../harness/search/executor/executor.ts';
import type { Job, Note } from '../job.ts';
import type { SayMessage } from '../../terminal/message.ts';
import { writeRecord } from '../../../reports/files/artifacts.ts';
import type { RunRetention } from '../run-retention.ts';
import { isIdle } from '../../../reports/summary/verdicts.ts';
import type { Shrinker, Shrinking } from './shrinking.ts';
import { stoppingSignal } from '../stopping.ts';

/** One scenario of a worker's file, and what the job wants of it. */
export interface Context {
  readonly scenario: Scenario;
  readonly job: Job;
  readonly file: string;
  readonly shrinker: Shrinker;
  readonly executor: Executor;
  /** Undefined where every run is written. */
  readonly retention?: RunRetention;
}

/** Reports what a test has shown so far. */
export type Tell = (note: Note) => void;
type Skip = (why: string) => never;

/** What the work of a test may use of that test. */
export interface Under extends Shrinking {
  readonly tell: Tell;
  readonly skip: Skip;
}

/** Registers a test whose work resolves to a note; a part that this machine lacks skips it with the reason. */
export function noted(
  { scenario }: Context,
  name: string,
  work: (under: Under) => Promise<Note>,
): void {
  const stopping = stoppingSignal();
  test(name, async ({ task, skip, signal, annotate }) => {
    const tell: Tell = (note) => {
      if (!stopping.aborted) task.meta.brownout = note;
    };
    // A line that is lost, as where the command has stopped listening, is no failure.
    const say: SayMessage = (words, how) => void annotate(words, how).catch(() => {});
    const under = { tell, skip, signal: AbortSignal.any([signal, stopping]), say };
    tell(await work(under).catch((error: unknown) => skippedFor(error, scenario)));
  });
}

/** The note of a scenario that needs a part this machine lacks; throws any other error again. */
function skippedFor(error: unknown, { title }: Scenario): Note {
  if (!(error instanceof HarnessError) || error.code !== 'missing-part') throw error;
  return { scenario: title, result: 'unknown', runs: 0, records: [], skipped: error.message };
}

/** The mark of a run that struck nothing. */
export function idleIn(record: RunRecord): Pick<Note, 'isIdle'> {
  return isIdle(record) ? { isIdle: true } : {};
}

/** Writes the record of a run, and resolves to its note. */
export async function noteOf({ scenario, job }: Context, record: RunRecord): Promise<Note> {
  const records = [await writeRecord(job, record)];
  const { title } = scenario;
  return { scenario: title, result: record.result, runs: 1, records, ...idleIn(record) };
}
