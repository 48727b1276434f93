import path from 'node:path';
import { failuresIn } from '../../harness/model/trace/failures-in.ts';
import { digest } from '../../harness/model/json/json.ts';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import { wayOf } from '../../harness/model/trace/signature.ts';
import {
  addScenarioTallies,
  scenarioTally,
  type ScenarioTally,
} from '../../reports/summary/scenario-tally.ts';
import { isIdle } from '../../reports/summary/verdicts.ts';
import { writeAtomically } from '../../reports/files/write.ts';
import type { Job } from './job.ts';

/** Decides which runs of one scenario are written: the first of each kind. All others are counted. */
export interface RunRetention {
  /** Whether to write this run; counts it towards the limit of its kind. */
  readonly wants: (record: RunRecord) => boolean;
  /** Counts a run that is not written, and returns the path of the file with the counts. */
  readonly drop: (record: RunRecord) => Promise<string>;
}

/** How many runs of each kind are written by default. */
export const defaultKeptRuns = 100;

/** Makes the retention of one scenario's runs; `keepRuns` of the job is its limit for each kind. */
export function runRetention({ out, keepRuns }: Pick<Job, 'out' | 'keepRuns'>): RunRetention {
  const kept = new Map<string, number>();
  let tally: ScenarioTally | null = null;
  return {
    wants: (record) => {
      const kinds = kindsOf(record);
      const isWanted = keepRuns === null || kinds.some((kind) => (kept.get(kind) ?? 0) < keepRuns);
      if (isWanted) for (const kind of kinds) kept.set(kind, (kept.get(kind) ?? 0) + 1);
      return isWanted;
    },
    drop: async (record) => {
      const one = scenarioTally(record);
      tally = tally === null ? one : addScenarioTallies(tally, one);
      const { file, title, variant } = tally;
      const at = path.join(out, 'tallies', `${digest([file, title, variant]).slice(0, 16)}.json`);
      await writeAtomically(at, JSON.stringify(tally));
      return at;
    },
  };
}

/** The kinds of a run: one for each way in which it failed, else its result. */
function kindsOf(record: RunRecord): readonly string[] {
  const ways = failuresIn(record).map(({ check, verdict }) =>
    JSON.stringify([check, wayOf(verdict.signature)]),
  );
  if (ways.length > 0) return ways;
  return [isIdle(record) ? 'idle' : record.result];
}
