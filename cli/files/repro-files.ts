import { HarnessError } from '../../harness/model/error.ts';
import { reproSchema, type Repro } from '../../harness/model/trace/repro.ts';
import { readArtifact } from '../../reports/files/read.ts';
import { shellWord } from '../../reports/words/shell-word.ts';
import { artifactFiles } from './artifact-files.ts';
import { ownScenarioFile, type TrustScope } from './own-scenario-file.ts';

/** A replay file that was read. */
export interface ReproFile {
  readonly what: Repro;
  /** Its path, as a user would type it. */
  readonly file: string;
}

/**
 * Reads one replay file. Throws `bad-artifact` where the scenario file it names is not there, or is
 * none of the project's: what comes from elsewhere must not say which code is run.
 */
export async function readRepro(file: string, scope: TrustScope): Promise<ReproFile> {
  const what = await readArtifact(file, reproSchema, 'a replay file');
  if (what.file === '') throw nowhere(file);
  const trust = `name it: brownout run ${shellWord(what.file)} --repro ${shellWord(file)}`;
  ownScenarioFile(what.file, scope, { file, trust, verb: 'Replay it' });
  return { what, file };
}

/** What a test or a program of the user's finds, it alone knows the scenario of. */
function nowhere(file: string): HarnessError {
  return new HarnessError('bad-artifact', {
    expected: `${file} to name the file of its scenario`,
    got: 'none: it was found by a test or a program, which alone knows where its scenario is',
    fix: `Replay it there (with verify: BROWNOUT_REPLAY=${file} npx vitest run), or write the path of its *.scenario.ts as \`file\`.`,
  });
}

/**
 * The replay files that patterns name: files, folders (for every `*.repro.json` below) or globs,
 * sorted. Throws `bad-artifact` where a pattern finds nothing.
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

/** The title of the test of a replay file: two may be of the same scenario. */
export function reproTitle({ what, file }: ReproFile): string {
  return `${what.scenario} (${file})`;
}

/** The mistake of a replay file whose scenario is not there. */
export function noSuchScenario({ what, file }: ReproFile): HarnessError {
  return new HarnessError('bad-artifact', {
    expected: `${what.file} to hold the scenario ${JSON.stringify(what.scenario)}`,
    got: 'no scenario of that title',
    fix: `It may have been renamed: correct \`scenario\` in ${file}.`,
  });
}
