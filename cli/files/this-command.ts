import type { LoadCommand } from '../../harness/load/parts/load-blob.ts';
import { shellWord } from '../../reports/words/shell-word.ts';

/** The command of this process, as it was typed, begun now. */
export function thisCommand(): LoadCommand {
  const words = process.argv.slice(2).map(shellWord);
  return { command: ['npx brownout', ...words].join(' '), startedAtMs: new Date().getTime() };
}
