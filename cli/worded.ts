import path from 'node:path';

/** An error as it comes from a worker. */
export interface WorkerError {
  readonly name?: string;
  readonly message: string;
  readonly stack?: string;
}

/**
 * An error for people: of a `HarnessError`, its words; of any other, with its name and the first
 * line of the user's own code that it came through, where there is one below `root`.
 */
export function worded({ name = 'Error', message, stack = '' }: WorkerError, root: string): string {
  if (name === 'HarnessError') return message;
  const at = ownFrame(stack, root);
  const says = `${name}: ${message}`;
  return at === null ? says : `${says} (at ${at})`;
}

function ownFrame(stack: string, root: string): string | null {
  for (const [, file = '', line = ''] of stack.matchAll(
    /(?:file:\/\/|\(|at )(\/[^\n()]+?):(\d+):\d+\)?$/gm,
  )) {
    const relative = path.relative(root, file);
    const isOwn = !relative.startsWith('..') && !/(^|\/)node_modules\//.test(relative);
    if (isOwn) return `${relative}:${line}`;
  }
  return null;
}
