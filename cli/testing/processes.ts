import { existsSync, readFileSync } from 'node:fs';

/** The non-empty lines of a file; none if the file is missing. */
export function linesOf(file: string): readonly string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
}

/** The ids of the processes that one has started with a file of that name, on Linux. */
export function childrenOf(pid: number, program: string): readonly number[] {
  const ids = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return ids.map(Number).filter((id) => commandOf(id).includes(program));
}

function commandOf(pid: number): string {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
}
