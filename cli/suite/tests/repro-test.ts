import { checkPlan, planTargets } from '../../../harness/plans/check-plan.ts';
import { HarnessError, type ErrorCode } from '../../../harness/model/error.ts';
import type { RunRecord } from '../../../harness/model/trace/run-record.ts';
import { type Scenario } from '../../../harness/model/scenario.ts';
import {
  failed,
  passed,
  unknown,
  worst,
  type Verdict,
} from '../../../harness/model/trace/verdict.ts';
import { replay, type Replayed } from '../../../harness/search/replay/replay.ts';
import type { Job, Note } from '../job.ts';
import { writeRecord } from '../../../reports/files/artifacts.ts';
import { reproTitle, type ReproFile } from '../../files/repro-files.ts';

/** A replay file to test, and the scenario it names. */
export interface ReproTask {
  readonly scenario: Scenario;
  readonly job: Job;
  readonly repro: ReproFile;
}

/**
 * Replays a failure as a test: `fixed` passes, `reproduced`, `changed` and `nondeterministic` fail, and `stale`
 * is inconclusive. Only the check that the replay file names is judged.
 */
export async function runReproTest({ scenario, job, repro }: ReproTask): Promise<Note> {
  const { what, file } = repro;
  const replayed = await again({ scenario, job, repro });
  const verdict = verdictOf(replayed, what.check);
  const { record } = replayed;
  const result = worst([verdict.result]);
  const title = reproTitle(repro);
  const reported: RunRecord = {
    ...record,
    family: 'replays',
    trace: { ...record.trace, scenario: title },
    verdicts: [{ check: what.check, verdict }],
    result,
    repro: file,
  };
  const records = [await writeRecord(job, reported)];
  return { scenario: title, result, runs: 1, records };
}

async function again({ scenario, job, repro: { what, file } }: ReproTask): Promise<Replayed> {
  try {
    const plan = checkPlan(what.plan, planTargets(scenario));
    return await replay(scenario, { ...what, plan }, job.variant ?? undefined);
  } catch (error) {
    throw inFile(file, error);
  }
}

function verdictOf({ result, reason, notes, record }: Replayed, check: string): Verdict {
  switch (result) {
    case 'fixed':
      return passed;
    case 'stale':
      return unknown([`stale: ${reason}`, ...notes].join('. '));
    case 'nondeterministic':
      return failed(reason);
    case 'reproduced':
    case 'changed': {
      const its = record.verdicts.find((one) => one.check === check)?.verdict;
      return its?.result === 'fail' ? { ...its, reason } : failed(reason);
    }
  }
}

/** The field of a replay file that an error of this code comes from. */
const fields: Readonly<Partial<Record<ErrorCode, string>>> = {
  'bad-argument': 'variant',
  'not-supported': 'mode',
  'bad-fault': 'plan',
  'bad-plan': 'plan',
  'unknown-fault': 'plan',
  'unknown-point': 'plan',
};

/** The error with the name of the replay file and of the field it comes from. */
function inFile(file: string, error: unknown): unknown {
  const field = error instanceof HarnessError ? fields[error.code] : undefined;
  if (!(error instanceof HarnessError) || field === undefined) return error;
  const { code, expected, got, fix } = error;
  const says = { expected: `\`${field}\` in ${file} to hold ${expected}`, got, fix };
  return new HarnessError(code, says, { cause: error });
}
