import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { isObject } from '../../harness/model/json/walk.ts';

/** An error that a worker reported. */
export interface WorkerError {
  readonly name?: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: unknown;
}

/**
 * Formats an error for people: the message for a `HarnessError`; for any other error the name and the
 * message; and the topmost stack frame in the user's code below `root`, if there is one. Of a
 * `HarnessError` that is the frame of its cause: what the user's code threw.
 */
export function formatError(
  { name = 'Error', message, stack = '', cause }: WorkerError,
  root: string,
): string {
  if (name === 'HarnessError') {
    const thrown = isObject(cause) && typeof cause['stack'] === 'string' ? cause['stack'] : '';
    return located(message, ownFrame(thrown, root));
  }
  const [words = '', drawn] = stripVTControlCharacters(message).split(/\s*╭─\[/);
  const at = ownPlace(drawn ?? '', root) ?? ownFrame(stack, root);
  return located(`${name}: ${plainly(words, root)}`, at);
}

/** Formats whatever was thrown, as `formatError` does. */
export function formatThrown(thrown: unknown, root: string): string {
  return formatError(thrown instanceof Error ? thrown : { message: String(thrown) }, root);
}

function located(says: string, at: string | null): string {
  return at === null ? says : `${says} (at ${at})`;
}

/**
 * The message of a missing module in Node's words, which differ in workers, with paths relative to
 * `root`.
 */
function plainly(words: string, root: string): string {
  return words
    .replace(
      /Failed to load url (\S+) [^]*? in (\S+)\. Does the file exist\?/,
      "Cannot find module '$1' imported from $2",
    )
    .replaceAll(`${root}${path.sep}`, '');
}

/** The place in a parser's drawing: `[ a.ts:1:67 ]`. */
function ownPlace(drawn: string, root: string): string | null {
  const [, file, line] = /^\s*(\S+?):(\d+)(:\d+)?\s*\]/.exec(drawn) ?? [];
  return file === undefined ? null : `${path.relative(root, path.resolve(root, file))}:${line}`;
}

function ownFrame(stack: string, root: string): string | null {
  for (const [, file = '', line = ''] of stack.matchAll(
    /(?:file:\/\/|\(|at |^)(\/[^\n()]+?):(\d+)(?::\d+)?\)?$/gm,
  )) {
    const relative = path.relative(root, file);
    const isOwn = !relative.startsWith('..') && !/(^|\/)node_modules\//.test(relative);
    if (isOwn) return `${relative}:${line}`;
  }
  return null;
}
