import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { HarnessError } from '../../../model/error.ts';

/**
 * The command that runs another on a terminal of its own, 120 columns wide and without echo: what is
 * written to its stdin is typed, what is shown comes on its stdout. It exits as the other does.
 * @throws HarnessError `missing-part` where this machine has no `script`.
 */
export function ptyCommand(
  command: readonly string[],
  path: string,
  platform: NodeJS.Platform = process.platform,
): readonly string[] {
  const found = path.split(delimiter).some((folder) => existsSync(join(folder, 'script')));
  if (!found) {
    throw new HarnessError('missing-part', {
      expected: "the program `script`, which gives an agent its terminal, for `ask: 'terminal'`",
      got: `none on PATH (${path})`,
      fix: 'Install util-linux (Debian: bsdutils, Alpine: util-linux-misc); macOS has it.',
    });
  }
  const sized = ['sh', '-c', 'stty cols 120 rows 40 -echo; exec "$@"', 'sh', ...command];
  if (platform === 'darwin') return ['script', '-q', '/dev/null', ...sized];
  return ['script', '-qfec', sized.map(quoted).join(' '), '/dev/null'];
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
