import { existsSync, realpathSync } from 'node:fs';
import { glob, stat } from 'node:fs/promises';
import path from 'node:path';
import { HarnessError } from '../harness/model/error.ts';
import { reproSchema, type Repro } from '../harness/model/repro.ts';
import { readArtifact } from '../reports/read.ts';
import { shellWord } from '../reports/shell-word.ts';

/** A replay file that was read. */
export interface ReproFile {
  readonly what: Repro;
  /** Its path, as a user would type it. */
  readonly file: string;
}

/** Where the scenario files of replay files may be. */
export interface Scope {
  /** The folder of the command: in it, or below. */
  readonly root: string;
  /** Files that stand on the command line, absolute: wherever they are. */
  readonly named: readonly string[];
}

/**
 * Reads one replay file. Throws `bad-artifact` where the scenario file it names is not there, or is
 * none of the project's: what comes from elsewhere must not say which code is run.
 */
export async function readRepro(file: string, { root, named }: Scope): Promise<ReproFile> {
  const what = await readArtifact(file, reproSchema, 'a replay file');
  if (what.file === '') throw nowhere(file);
  const scenario = path.resolve(root, what.file);
  const expected = `the scenario file ${what.file}, which ${file} names, in ${root}`;
  if (!existsSync(scenario)) {
    const fix = 'Replay it from the folder it was found in, or correct `file` in it.';
    throw new HarnessError('bad-artifact', { expected, got: 'no such file', fix });
  }
  if (named.includes(scenario) || isOwn(scenario, root)) return { what, file };
  throw new HarnessError('bad-artifact', {
    expected,
    got: `${realpathSync(scenario)}, which is not of this project`,
    fix: `If you trust it, name it: brownout run ${shellWord(what.file)} --repro ${shellWord(file)}.`,
  });
}

/** Whether a file lies below a folder, links resolved, and was not installed there. */
function isOwn(file: string, root: string): boolean {
  const steps = path.relative(realpathSync(root), realpathSync(file)).split(path.sep);
  return (
    steps[0] !== '..' && !path.isAbsolute(steps.join(path.sep)) && !steps.includes('node_modules')
  );
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
  scope: Scope,
): Promise<readonly ReproFile[]> {
  const files = new Set<string>();
  for (const pattern of patterns) {
    const found = await matching(pattern, scope.root);
    if (found.length === 0) throw nothingFor(pattern, scope.root);
    for (const file of found) files.add(file);
  }
  return await Promise.all([...files].toSorted().map((file) => readRepro(file, scope)));
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

async function matching(pattern: string, root: string): Promise<readonly string[]> {
  const at = path.resolve(root, pattern);
  const kind = await stat(at).catch(() => null);
  if (kind?.isFile()) return [path.relative(root, at)];
  const isFolder = kind?.isDirectory() ?? false;
  const cwd = isFolder ? at : root;
  const found: string[] = [];
  for await (const file of glob(isFolder ? '**/*.repro.json' : pattern, { cwd, exclude })) {
    if (file.endsWith('.json')) found.push(path.relative(root, path.resolve(cwd, file)));
  }
  return found;
}

function exclude(file: string): boolean {
  return /(^|[/\\])(node_modules|\.git)$/.test(file);
}

function nothingFor(pattern: string, root: string): HarnessError {
  return new HarnessError('bad-artifact', {
    expected: `replay files (*.repro.json) in ${path.resolve(root, pattern)}`,
    got: 'none',
    fix: 'Name a file, a folder or a glob; scenario files stand before --repro.',
  });
}
