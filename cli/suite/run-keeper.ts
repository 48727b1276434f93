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
import { isIdle, resultOf } from '../../reports/summary/judged.ts';
import { writeAtomically } from '../../reports/files/write.ts';
import type { Job } from './job.ts';

/** Keeps the first runs of each kind of one scenario; of all others only their counts. */
export interface RunKeeper {
  /** Whether a run is to be written; the next of its kind may not be. */
  readonly wants: (record: RunRecord) => boolean;
  /** Adds a run that is not written to the counts of such, and gives the file that holds them. */
  readonly drop: (record: RunRecord) => Promise<string>;
}

/** Runs of a kind that are kept where nobody says how many. */
export const usualKept = 100;

/** A keeper of a scenario's runs, as many of each kind as the job says. */
export function runKeeper({ out, keepRuns }: Pick<Job, 'out' | 'keepRuns'>): RunKeeper {
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

/** The ways in which a run failed; of one that did not, its result. */
function kindsOf(record: RunRecord): readonly string[] {
  const ways = failuresIn(record).map(({ check, verdict }) =>
    JSON.stringify([check, wayOf(verdict.signature)]),
  );
  if (ways.length > 0) return ways;
  return [isIdle(record) ? 'idle' : resultOf(record)];
}
