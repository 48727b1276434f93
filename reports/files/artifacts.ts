import path from 'node:path';
import { canonical, digest } from '../../harness/model/json/json.ts';
import type { Repro } from '../../harness/model/trace/repro.ts';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import { writeAtomically } from './write.ts';

/** The folder of the artifacts, and the folder that printed paths are relative to; both absolute. */
interface Place {
  readonly out: string;
  readonly root: string;
}

/** Writes a run record into `runs/`, and returns the absolute path of the file. */
export async function writeRecord(to: Place, record: RunRecord): Promise<string> {
  const file = path.join(to.out, 'runs', `${nameOf(record)}.json`);
  await writeAtomically(file, canonical(record));
  return file;
}

/**
 * Writes a replay file into `repros/`, named after a run or a mutant, and returns its path relative
 * to `root`.
 */
export async function writeRepro(to: Place, of: RunRecord | string, repro: Repro): Promise<string> {
  const name = typeof of === 'string' ? plain(of) : `${nameOf(of)}-${plain(repro.check)}`;
  const file = path.join(to.out, 'repros', `${name}.repro.json`);
  await writeAtomically(file, `${JSON.stringify(repro, null, 2)}\n`);
  return path.relative(to.root, file);
}

/** A file name for a run. The digest tells scenarios apart that share a title in two files. */
function nameOf({ id, file, trace }: RunRecord): string {
  return `${plain(id)}-${digest([file, trace.scenario, trace.variant]).slice(0, 4)}`;
}

/** An id as a part of a file name. */
function plain(id: string): string {
  return id.replaceAll(/[^\w.-]+/g, '-').slice(0, 150);
}
