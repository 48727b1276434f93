import path from 'node:path';
import { test } from 'vitest';
import { canonical } from '../harness/model/json.ts';
import type { RunRecord } from '../harness/model/run-record.ts';
import type { Mutant, Scenario } from '../harness/model/scenario.ts';
import { run } from '../harness/run/run.ts';
import { carefulRun, kill } from '../harness/search/matrix.ts';
import { replay } from '../harness/search/replay.ts';
import type { Repro } from '../harness/model/repro.ts';
import { reproOf } from '../harness/search/repro.ts';
import { shrink } from '../harness/search/shrink.ts';
import { writeAtomically } from '../reports/write.ts';
import type { Job, Note } from './job.ts';

/** Registers what a job asks of one scenario as tests of the worker that loaded it. */
export function enlist(scenario: Scenario, file: string, job: Job): void {
  const here = { scenario, job, file: path.relative(job.root, file) };
  if (job.verb === 'replay') return enlistReplay(here);
  if (job.verb === 'matrix') return enlistMatrix(here);
  for (let seed = job.seed; seed < job.seed + job.runs; seed += 1) {
    const name = job.runs === 1 ? scenario.title : `${scenario.title} (seed ${seed})`;
    noted(name, () => runOnce(here, seed));
  }
}

interface Here {
  readonly scenario: Scenario;
  readonly job: Job;
  readonly file: string;
}

/** Shrinking on the wire takes real time: fewer runs are spent on it there. */
const shrinkRuns = { sim: 400, wire: 12 };

function noted(name: string, work: () => Promise<Note>): void {
  test(name, async ({ task }) => {
    task.meta.brownout = await work();
  });
}

async function runOnce({ scenario, job, file }: Here, seed: number): Promise<Note> {
  const { mode, plan, variant } = job;
  const record = await run(scenario, {
    mode,
    seed,
    file,
    ...(plan ? { plan } : {}),
    ...(variant === null ? {} : { variant }),
  });
  return { records: [await keep(job, await explained(scenario, record, job))] };
}

/** A failing run, with its plan shrunk and a replay file beside it. */
async function explained(scenario: Scenario, record: RunRecord, job: Job): Promise<RunRecord> {
  for (const { check, verdict } of record.verdicts) {
    if (verdict.result !== 'fail') continue;
    const target = { check, signature: verdict.signature };
    const shrunk = await shrink(scenario, record, target, shrinkRuns[job.mode]);
    const repro = await keepRepro(job, shrunk.record.id, reproOf(shrunk, target));
    return { ...shrunk.record, repro };
  }
  return record;
}

function enlistMatrix(here: Here): void {
  const { scenario, job } = here;
  noted(`${scenario.title}: careful, ${job.runs} seeds`, () => careful(here));
  for (const mutant of scenario.mutants) {
    noted(`${scenario.title}: mutant ${mutant.id}`, () => killed(here, mutant));
  }
}

async function careful({ scenario, job, file }: Here): Promise<Note> {
  const records: string[] = [];
  let falseAlarms = 0;
  for (let n = 0; n < job.runs; n += 1) {
    const record = await carefulRun(scenario, { mode: job.mode, seed: job.seed + n, file });
    if (record.result !== 'pass') falseAlarms += 1;
    if (n === 0 || record.result !== 'pass') records.push(await keep(job, record));
  }
  return { records, careful: { runs: job.runs, falseAlarms } };
}

async function killed({ scenario, job, file }: Here, mutant: Mutant): Promise<Note> {
  const { mode, seed } = job;
  const { row, record, repro } = await kill(scenario, mutant, { mode, seed, file });
  const at = repro ? await keepRepro(job, mutant.id.replaceAll('.', '-'), repro) : null;
  return {
    records: [await keep(job, { ...record, repro: at })],
    mutant: { ...row, repro: at },
  };
}

function enlistReplay({ scenario, job }: Here): void {
  const { repro } = job;
  if (!repro || repro.scenario !== scenario.title) return;
  noted(scenario.title, async () => {
    const { result, reason, record } = await replay(scenario, repro, job.variant ?? undefined);
    return { records: [await keep(job, record)], replayed: { result, reason } };
  });
}

async function keep(job: Job, record: RunRecord): Promise<string> {
  const file = path.join(job.out, 'runs', `${record.id}.json`);
  await writeAtomically(file, canonical(record));
  return file;
}

/** Returns the path as a user would type it. */
async function keepRepro(job: Job, name: string, repro: Repro): Promise<string> {
  const file = path.join(job.out, 'repros', `${name}.repro.json`);
  await writeAtomically(file, `${JSON.stringify(repro, null, 2)}\n`);
  return path.relative(job.root, file);
}
