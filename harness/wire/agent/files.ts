import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { HarnessError } from '../../model/error.ts';
import type { At } from '../../model/scenario.ts';

/** The content of a file: text, a value to write as JSON, or a function of the run's addresses. */
export type FileContent = string | object | ((at: At) => string | object);

/** Files by path, in the folder of the run or in the agent's home (`~/.config/agent.json`). */
export type Files = Readonly<Record<string, FileContent>>;

/** Throws `bad-argument` for a path outside the folder, or in the user's own home. */
export function checkFiles(files: Files, hasHome: boolean): void {
  for (const path of Object.keys(files)) {
    const inner = normalize(path.replace(/^~\//, ''));
    const isOut = path === '' || inner.startsWith('..') || inner.startsWith('/') || inner === '.';
    if (isOut || path.endsWith('/')) {
      throw bad('a path below the folder of the run, or ~/ and a path', path, 'Correct the path.');
    }
    if (path.startsWith('~/') && !hasHome) {
      throw bad(
        "no file in the home with `home: 'inherit'`",
        path,
        'It would be written to yours.',
      );
    }
  }
}

/** Writes files; text that begins with `#!` becomes executable. */
export function writeFiles(files: Files, at: At, home: string): void {
  for (const [path, content] of Object.entries(files)) {
    const target = path.startsWith('~/') ? join(home, path.slice(2)) : join(at.scratch, path);
    const made =
      typeof content === 'function' ? (content as (at: At) => string | object)(at) : content;
    const text = typeof made === 'string' ? made : `${JSON.stringify(made, null, 2)}\n`;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text, { mode: text.startsWith('#!') ? 0o755 : 0o644 });
  }
}

function bad(expected: string, got: string, fix: string): HarnessError {
  return new HarnessError('bad-argument', { expected: `${expected}, in \`files\``, got, fix });
}
