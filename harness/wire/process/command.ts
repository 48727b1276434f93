import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { HarnessError } from '../../model/error.ts';

/** A program with its arguments, its working folder and its environment. */
export interface Command {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Removes secrets from the output before any of it is kept. */
  readonly redact?: ((text: string) => string) | undefined;
}

/** A command as one line of text. */
export function nameOfCommand(command: readonly string[]): string {
  return command.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`)).join(' ');
}

/**
 * Checks that a command's folder exists and its program is found.
 * @throws HarnessError `bad-argument` for an empty command, else `system-died`.
 */
export function checkCommand({ command, cwd, env }: Command): void {
  const [program] = command;
  if (program === undefined || program === '') {
    throw new HarnessError('bad-argument', {
      expected: "a command such as ['python3', 'agent.py']",
      got: 'an empty one',
      fix: 'Give the program and its arguments, one word an entry.',
    });
  }
  if (!isFolder(cwd)) {
    throw cannotStart({ command, cwd }, `no folder ${cwd}`, 'Correct `cwd`.');
  }
  if (canRun(program, cwd, env['PATH'] ?? '')) return;
  const spaced = command.length === 1 && program.includes(' ');
  const fix = spaced
    ? 'Give one word an entry: the command is not read by a shell.'
    : `Install ${program}, correct the command, or set \`cwd\` (paths are looked up from there).`;
  throw cannotStart({ command, cwd }, `command not found: ${program}`, fix);
}

/** The error of a command that did not start. */
export function cannotStart(
  { command, cwd }: Pick<Command, 'command' | 'cwd'>,
  got: string,
  fix: string,
): HarnessError {
  const expected = `\`${nameOfCommand(command)}\` to start in ${cwd}`;
  return new HarnessError('system-died', { expected, got, fix });
}

function canRun(program: string, cwd: string, path: string): boolean {
  if (program.includes('/')) return isProgram(resolve(cwd, program));
  return path.split(delimiter).some((folder) => isProgram(resolve(cwd, join(folder, program))));
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
