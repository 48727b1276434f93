import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withTraceLimit } from '../model/trace-limit.ts';

const ours = [new URL('..', import.meta.url), new URL('../../index.', import.meta.url)].map((at) =>
  fileURLToPath(at),
);

/**
 * The file whose code is calling the harness, absolute: of all on the stack the scenario file, where
 * there is one, else the nearest; '' where nobody can tell.
 */
export function callerFile(): string {
  const { stack = '' } = withTraceLimit(100, () => new Error());
  const files = [
    ...stack.matchAll(/(?:\(|at (?:async )?)((?:file:\/\/)?\/[^\n()]+?):\d+:\d+\)?$/gm),
  ]
    .map(([, file = '']) => pathOf(file))
    .filter((file) => !ours.some((start) => file.startsWith(start)));
  return files.find(isScenarioFile) ?? files[0] ?? '';
}

/** Whether a file is named as scenario files are. */
export function isScenarioFile(file: string): boolean {
  return /\.scenario\.m?[jt]s$/.test(file);
}

/** Loaders mark a file that they load anew: `a.ts?v=2`. */
function pathOf(file: string): string {
  const plain = file.replace(/\?.*$/, '');
  return path.normalize(plain.startsWith('file:') ? fileURLToPath(plain) : plain);
}
