import { shellWord } from '../../reports/words/shell-word.ts';

/** The command line that resumes this command. */
export function resumeCommand(): string {
  const args = process.argv.slice(2).filter((arg) => arg !== '--resume');
  return ['npx', 'brownout', ...args, '--resume'].map(shellWord).join(' ');
}
