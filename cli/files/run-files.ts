import path from 'node:path';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import { runRecordSchema } from '../../harness/model/trace/run-record.ts';
import { readArtifact } from '../../reports/files/read.ts';
import { artifactFiles } from './artifact-files.ts';
import { ownScenarioFile } from './own-scenario-file.ts';

/** A run record and its file. */
export interface RunFile {
  /** The path relative to the folder of the command. */
  readonly file: string;
  readonly record: RunRecord;
  /** The absolute path of its scenario file. */
  readonly scenario: string;
}

/**
 * Finds the run records of patterns (files, folders or globs), sorted. Throws `bad-artifact` for a
 * pattern without files, or a scenario file outside the project.
 */
export async function runFiles(
  patterns: readonly string[],
  root: string,
): Promise<readonly RunFile[]> {
  const files = await artifactFiles(patterns, root, {
    what: 'run records (*.json)',
    inFolder: '*.json',
    fix: 'Name a file or a folder that brownout run has written, such as .brownout/runs.',
  });
  const runs: RunFile[] = [];
  for (const file of files) {
    const record = await readArtifact(path.resolve(root, file), runRecordSchema, 'a run record');
    const trust = 'copy it into this project';
    const scenario = ownScenarioFile(
      record.file,
      { root, named: [] },
      { file, trust, verb: 'Judge it' },
    );
    runs.push({ file, record, scenario });
  }
  return runs;
}
