import type { CarefulRuns } from '../../../harness/model/trace/matrix.ts';
import type { Mutant } from '../../../harness/model/scenario.ts';
import type { Result } from '../../../harness/model/trace/verdict.ts';
import { kill } from '../../../harness/search/mutants/matrix.ts';
import { hunt } from '../../../harness/search/mutants/hunt.ts';
import type { Note } from '../job.ts';
import { writeRecord, writeRepro } from '../../../reports/files/artifacts.ts';
import { isIdle } from '../../../reports/summary/verdicts.ts';
import { limitsOf } from './shrinking.ts';
import { stoppingSignal } from '../stopping.ts';
import { type Context, type Under, noted, noteOf } from './context.ts';
import { once } from './run-tests.ts';

/** Registers a test of the careful system, and one for each mutant. */
export function registerMatrix(context: Context): void {
  const { scenario, job } = context;
  const seeds = job.runs === 1 ? '1 seed' : `${job.runs} seeds`;
  noted(context, `${scenario.title}: careful, ${seeds}`, async (under) => {
    if (!scenario.search) return await carefulRuns(context, under);
    const note = await once({ ...context, job: { ...job, variant: null } }, job.seed, under);
    const { runs, result } = note;
    const falseAlarms = result === 'fail' ? 1 : 0;
    return { ...note, careful: { runs, falseAlarms, unknown: result === 'unknown' ? 1 : 0 } };
  });
  for (const mutant of scenario.mutants) {
    noted(context, `${scenario.title}: mutant ${mutant.id}`, () => killed(context, mutant));
  }
}

/** Runs the careful system; reports after every run, since a stopped test reports nothing more. */
async function carefulRuns(context: Context, under: Under): Promise<Note> {
  const { scenario, job, file, shrinker, executor } = context;
  const stopping = stoppingSignal();
  let note: Note = { scenario: scenario.title, result: 'pass', runs: 0, records: [] };
  let careful: CarefulRuns = { runs: 0, falseAlarms: 0, unknown: 0 };
  let [struck, doubts] = [0, 0];
  for (let runs = 0; runs < job.runs && !stopping.aborted; runs += 1) {
    const record = await executor.run({ seed: job.seed + runs, file });
    const { result } = record;
    struck += isIdle(record) ? 0 : 1;
    doubts += isIdle(record) || result !== 'unknown' ? 0 : 1;
    careful = {
      runs: runs + 1,
      falseAlarms: careful.falseAlarms + (result === 'fail' ? 1 : 0),
      unknown: struck === 0 ? runs + 1 : doubts,
    };
    let { records } = note;
    const isTelling = isIdle(record) ? runs === 0 : result !== 'pass' || struck === 1;
    if (isTelling) {
      // One false alarm is looked into; the others are most likely of the same kind.
      const isFirst = result === 'fail' && careful.falseAlarms === 1;
      records = [
        ...records,
        await writeRecord(job, isFirst ? await shrinker(record, under) : record),
      ];
    }
    note = { ...note, result: resultOf(careful), records, runs: runs + 1, careful };
    under.tell(note);
  }
  return note;
}

function resultOf({ falseAlarms, unknown }: CarefulRuns): Result {
  if (falseAlarms > 0) return 'fail';
  return unknown > 0 ? 'unknown' : 'pass';
}

async function killed(context: Context, mutant: Mutant): Promise<Note> {
  const { scenario, job, file, executor } = context;
  const { seed } = job;
  const { mode } = executor;
  const { row, record, repro } =
    job.hunt !== null && mode === 'sim'
      ? await hunt(scenario, mutant, { seed, file, executor, budget: job.hunt })
      : await kill(scenario, mutant, { seed, file, executor }, limitsOf(job, mode));
  const how = job.hunt !== null && mode === 'wire' ? { how: 'by its own plan, on the wire' } : {};
  const at = repro ? await writeRepro(job, mutant.id, repro) : null;
  const result: Result = row.flagged ? 'pass' : 'fail';
  const note = await noteOf(context, { ...record, repro: at });
  return { ...note, result, mutant: { ...row, repro: at, ...how } };
}
