import { HarnessError } from '../../harness/model/error.ts';
import { reproSchema, type Repro } from '../../harness/model/trace/repro.ts';
import { readArtifact } from '../../reports/files/read.ts';
import { shellWord } from '../../reports/words/shell-word.ts';
import { artifactFiles } from './artifact-files.ts';
import { ownScenarioFile, type TrustScope } from './own-scenario-file.ts';

/** A replay file and its contents. */
export interface ReproFile {
  readonly what: Repro;
  /** The path relative to the folder of the command. */
  readonly file: string;
}

/**
 * Reads a replay file. Throws `bad-artifact` if its scenario file is missing or outside the
 * project, since a foreign artifact must not choose which code runs.
 */
export async function readRepro(file: string, scope: TrustScope): Promise<ReproFile> {
  const what = await readArtifact(file, reproSchema, 'a replay file');
  if (what.file === '') throw nowhere(file);
  const trust = `name it: brownout run ${shellWord(what.file)} --repro ${shellWord(file)}`;
  ownScenarioFile(what.file, scope, { file, trust, verb: 'Replay it' });
  return { what, file };
}

/**
 * The error for a replay file without a scenario file: a test or program of the user's wrote it,
 * and only that has the scenario.
 */
function nowhere(file: string): HarnessError {
  return new HarnessError('bad-artifact', {
    expected: `${file} to name the file of its scenario`,
    got: 'none: it was found by a test or a program, which alone knows where its scenario is',
    fix: `Replay it there (with verify: BROWNOUT_REPLAY=${file} npx vitest run), or write the path of its *.scenario.ts as \`file\`.`,
  });
}

/**
 * Finds the replay files of patterns (files, folders with `*.repro.json`, or globs), sorted. Throws
 * `bad-artifact` for a pattern without files.
 */
export async function reproFiles(
  patterns: readonly string[],
  scope: TrustScope,
): Promise<readonly ReproFile[]> {
  const files = await artifactFiles(patterns, scope.root, {
    what: 'replay files (*.repro.json)',
    inFolder: '**/*.repro.json',
    fix: 'Name a file, a folder or a glob; scenario files stand before --repro.',
  });
  return await Promise.all(files.map((file) => readRepro(file, scope)));
}

/** The title of a replay file's test; it names the file, since two may have the same scenario. */
export function reproTitle({ what, file }: ReproFile): string {
  return `${what.scenario} (${file})`;
}

/** The error for a replay file whose scenario does not exist. */
export function noSuchScenario({ what, file }: ReproFile): HarnessError {
  return new HarnessError('bad-artifact', {
    expected: `${what.file} to hold the scenario ${JSON.stringify(what.scenario)}`,
    got: 'no scenario of that title',
    fix: `It may have been renamed: correct \`scenario\` in ${file}.`,
  });
}
