import path from 'node:path';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import { runRecordSchema } from '../../harness/model/trace/run-record-schema.ts';
import { readArtifact } from '../../reports/files/read.ts';
import { artifactFiles } from './artifact-files.ts';
import { ownScenarioFile } from './own-scenario-file.ts';

/** A run record that was read. */
export interface RunFile {
  /** Its path, as a user would type it. */
  readonly file: string;
  readonly record: RunRecord;
  /** The scenario file that it names, absolute. */
  readonly scenario: string;
}

/**
 * The run records that patterns name: files, folders or globs, sorted. Throws `bad-artifact` where a
 * pattern finds none, or one names a scenario file that is not of this project.
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
