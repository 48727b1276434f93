import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { HarnessError } from '../../model/error.ts';
import { isObject } from '../../model/json/walk.ts';
import { flag, listOf, text } from '../../model/options/kinds.ts';
import { demandArgument, demandOptions, type Demand } from '../../model/options/strict.ts';
import type { FolderMaker } from '../../model/point.ts';
import { openRepository } from './repository.ts';
import { watchFolder } from './watch-folder.ts';

/** Files by path: text, bytes, or a value to write as JSON. */
export type FolderFiles = Readonly<Record<string, string | Uint8Array | object>>;

/** The options of a folder. */
export interface FilesOptions {
  /** Whether the folder is a git repository with its files in one commit; false by default. */
  readonly git?: boolean;
  /**
   * What is not looked at: a name anywhere (`node_modules`), or a path (`build/cache`, `~/.cache`) with
   * all below it.
   */
  readonly ignore?: readonly string[];
}

/**
 * A folder that the agent works in, made anew with these files for each task, at `at.path(point)`. What
 * a task left in it and in the agent's home is an effect: `WRITE`, `DELETE`, with `git` also `COMMIT`.
 * A scenario with a folder runs on the wire only.
 *
 * @example
 * points: { repo: files({ 'src/a.ts': 'export const a = 1;\n' }, { git: true }) },
 * system: service({ command, ask: 'argument', cwd: (at) => at.path('repo') }),
 * tasks: [{ input: 'Make a 2.', expect: { effects: { WRITE: [{ path: 'src/a.ts' }] } } }],
 */
export function files(content: FolderFiles = {}, options: FilesOptions = {}): FolderMaker {
  check(content, options);
  const { git = false, ignore = [] } = options;
  if (git) demandGit();
  return {
    kind: 'files',
    has: [],
    effects: git ? ['WRITE', 'DELETE', 'COMMIT'] : ['WRITE', 'DELETE'],
    open: (path) => {
      empty(path);
      for (const [name, its] of Object.entries(content)) write(join(path, name), its);
      const repository = git ? openRepository(path) : null;
      const folder = watchFolder(path, { ignore, hasGit: git });
      return {
        changes: () => {
          const { found, unseen } = folder.changes();
          return { found: [...found, ...(repository?.changes() ?? [])], unseen };
        },
      };
    },
    watchHome: (path) => watchFolder(path, { ignore, prefix: '~/' }),
  };
}

/** Keeps the folder itself: a server may have it for its working folder. */
function empty(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
    rmSync(path, { force: true });
  }
  mkdirSync(path, { recursive: true });
  for (const name of readdirSync(path)) {
    rmSync(join(path, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

function write(path: string, content: FolderFiles[string]): void {
  const isPlain = typeof content === 'string' || content instanceof Uint8Array;
  const its = isPlain ? content : `${JSON.stringify(content, null, 2)}\n`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, its);
  if (typeof its === 'string' && its.startsWith('#!')) chmodSync(path, 0o755);
}

const contentKind = {
  words: "an object of files by path: { 'src/a.ts': '…' }",
  fits: (value: unknown) =>
    isObject(value) &&
    !Array.isArray(value) &&
    Object.values(value).every((its) => typeof its === 'string' || isObject(its)),
};

const shape: Demand<FilesOptions>['shape'] = {
  git: flag,
  ignore: listOf(text, "a list of names and paths: ['node_modules', '~/.cache']"),
};

function check(content: unknown, options: FilesOptions): void {
  const fix = "files({ 'src/a.ts': '…' }, { git: true })";
  demandArgument(content, contentKind, { who: 'files(…)', fix });
  demandOptions(options, { what: 'the options of files(…)', shape });
  for (const path of Object.keys(content as FolderFiles)) {
    const inner = normalize(path);
    const isOut = inner === '.' || inner.startsWith('..') || inner.startsWith('/');
    if (!isOut && !/[/\\]$/.test(path) && !path.startsWith('~')) continue;
    throw new HarnessError('bad-argument', {
      expected: 'a path of a file below the folder, in files(…)',
      got: JSON.stringify(path),
      fix: 'Correct the path; what belongs into the home is in `files` of service(…).',
    });
  }
}

function demandGit(): void {
  try {
    execFileSync('git', ['--version'], { stdio: 'ignore' });
  } catch {
    throw new HarnessError('not-supported', {
      expected: 'git on this machine, for files(…, { git: true })',
      got: 'none in PATH',
      fix: 'Install git, or leave `git` out.',
    });
  }
}
