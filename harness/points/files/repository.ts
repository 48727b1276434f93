import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { FolderChange } from '../../model/point.ts';

/** A git repository whose commits are watched. */
export interface Repository {
  /** Commits made, and commits that no branch or tag has any more, since it was last asked. */
  readonly changes: () => readonly FolderChange[];
}

/** Makes a repository of a folder, with all its files in one commit. */
export function openRepository(path: string): Repository {
  const git = (...words: readonly string[]) => run(path, words);
  started(path, ['init', '--quiet', '--template=', '--initial-branch=main']);
  git('config', 'user.name', 'Agent');
  git('config', 'user.email', 'agent@example.com');
  git('add', '--all', '--force');
  git('commit', '--quiet', '--allow-empty', '--no-verify', '--message', 'The files of the task');
  let known = commitsIn(path);
  return {
    changes: () => {
      const before = known;
      known = commitsIn(path);
      const made = [...known].filter(([id]) => !before.has(id));
      const lost = [...before].filter(([id]) => !known.has(id));
      return [
        ...made.map(([id, message]) => ({
          does: 'COMMIT',
          id: short(id),
          input: { message, paths: pathsOf(path, id) },
        })),
        ...lost.map(([id, message]) => ({
          does: 'DELETE',
          id: `commit ${short(id)}`,
          input: { path: `commit ${short(id)}`, message },
        })),
      ];
    },
  };
}

function short(id: string): string {
  return id.slice(0, 12);
}

/** The messages of all commits that a branch, a tag or HEAD has, oldest first; none without a repository. */
function commitsIn(path: string): ReadonlyMap<string, string> {
  const text = log(path, ['--all', 'HEAD']) ?? log(path, ['--all']) ?? '';
  return new Map(
    text
      .split('\0')
      .filter((entry) => entry !== '')
      .map((entry) => [entry.slice(0, entry.indexOf('\n')), afterLine(entry)]),
  );
}

/** Null where there is no such thing: HEAD may be on a branch without commits. */
function log(path: string, what: readonly string[]): string | null {
  try {
    return run(path, ['log', '--reverse', '-z', '--format=%H%n%B', ...what]);
  } catch {
    return null;
  }
}

function afterLine(entry: string): string {
  return entry.slice(entry.indexOf('\n') + 1).trim();
}

function pathsOf(path: string, id: string): readonly string[] {
  const diff = ['diff-tree', '--root', '--no-commit-id', '--name-only', '-r', '-z', '-m', id];
  return [...new Set(run(path, diff).split('\0'))].filter((name) => name !== '');
}

/** Settings that an agent may have written must not run programs of its own here. */
const safely = ['core.hooksPath=/dev/null', 'core.fsmonitor=false', 'log.showSignature=false'];

/** The same commit each time: nothing in it tells who made it, or when. */
const env = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
  GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
};

function run(path: string, words: readonly string[]): string {
  const where = [`--git-dir=${join(path, '.git')}`, `--work-tree=${path}`, '--no-pager'];
  return started(path, [...where, ...safely.flatMap((one) => ['-c', one]), ...words]);
}

function started(path: string, words: readonly string[]): string {
  return execFileSync('git', words, {
    cwd: path,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: path, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 26,
    timeout: 30_000,
  });
}
