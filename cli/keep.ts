import path from 'node:path';
import { canonical, digest } from '../harness/model/json.ts';
import type { Repro } from '../harness/model/repro.ts';
import type { RunRecord } from '../harness/model/run-record.ts';
import { writeAtomically } from '../reports/write.ts';
import type { Job } from './job.ts';

/** Writes a run record among a job's artifacts, and returns its file. */
export async function keepRecord(job: Job, record: RunRecord): Promise<string> {
  const file = path.join(job.out, 'runs', `${nameOf(record)}.json`);
  await writeAtomically(file, canonical(record));
  return file;
}

/**
 * Writes a replay file among a job's artifacts, named after a run or a mutant, and returns its path
 * as a user would type it.
 */
export async function keepRepro(job: Job, of: RunRecord | string, repro: Repro): Promise<string> {
  const name = typeof of === 'string' ? plain(of) : `${nameOf(of)}-${plain(repro.check)}`;
  const file = path.join(job.out, 'repros', `${name}.repro.json`);
  await writeAtomically(file, `${JSON.stringify(repro, null, 2)}\n`);
  return path.relative(job.root, file);
}

/** Scenarios of two files may share a title, and some titles have no letters fit for an id. */
function nameOf({ id, file, trace }: RunRecord): string {
  return `${plain(id)}-${digest([file, trace.scenario, trace.variant]).slice(0, 4)}`;
}

/** An id may hold anything, a slash too. */
function plain(id: string): string {
  return id.replaceAll(/[^\w.-]+/g, '-').slice(0, 150);
}
