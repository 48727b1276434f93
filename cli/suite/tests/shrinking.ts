import type { Scenario } from '../../../harness/model/scenario.ts';
import type { Mode } from '../../../harness/model/trace/trace.ts';
import type { RunRecord } from '../../../harness/model/trace/run-record.ts';
import { failureShrinker } from '../../../harness/search/replay/shrink-failures.ts';
import type { ShrinkOptions } from '../../../harness/search/replay/shrink/trials.ts';
import type { Job } from '../job.ts';
import type { SayMessage } from '../../terminal/message.ts';
import { writeRepro } from '../../../reports/files/artifacts.ts';

/** Shrinks the failures of a run, and reports progress of runs on the wire. */
export type Shrinker = (record: RunRecord, on: Shrinking) => Promise<RunRecord>;

/** What receives the progress of shrinking, and what ends it. */
export interface Shrinking {
  readonly say: SayMessage;
  readonly signal: AbortSignal;
}

type Limits = Pick<ShrinkOptions, 'mostRuns' | 'limitMs'>;

/** The most time to shrink one failure on the wire, where the job names none (ms). */
const wireLimitMs = 30_000;

/** Makes a shrinker for the runs of one scenario under one job. */
export function shrinkerFor(scenario: Scenario, job: Job): Shrinker {
  const shrinkFailures = failureShrinker(scenario, (smallest, repro) =>
    writeRepro(job, smallest, repro),
  );
  return (record, { say, signal }) => {
    const limits = limitsOf(job, record.trace.mode);
    if (record.trace.mode === 'sim') return shrinkFailures(record, { ...limits, signal });
    const onRun = (check: string, runs: number) => {
      if (runs > 0) say(`shrinking ${check}: run ${runs}`, 'doing');
      else if (limits.mostRuns !== 0) say(beginWords(check, limits), 'did');
    };
    return shrinkFailures(record, { ...limits, signal, onRun });
  };
}

/** How much a job allows for shrinking one failure. */
export function limitsOf({ shrinkMs }: Job, mode: Mode): Limits {
  if (shrinkMs === 0) return { mostRuns: 0 };
  return { limitMs: shrinkMs ?? (mode === 'wire' ? wireLimitMs : Infinity) };
}

function beginWords(check: string, { limitMs = Infinity }: Limits): string {
  return `${check} failed: looking for fewer faults that do (at most ${limitMs / 1000} s; --no-shrink for none)`;
}
