import { Command, CommanderError } from 'commander';
import { doctorCommand } from './doctor.ts';
import { exit } from './exit-codes.ts';
import { faultsCommand } from './faults.ts';
import { initCommand } from './init.ts';
import { matrixCommand } from './matrix.ts';
import { replayCommand } from './replay.ts';
import { runCommand } from './run.ts';
import { version } from './version.ts';

/** A verb of the command: its options, and what it does; resolves to an exit code. */
export type Verb = (report: (code: number) => void) => Command;

const verbs: readonly Verb[] = [
  runCommand,
  replayCommand,
  matrixCommand,
  faultsCommand,
  doctorCommand,
  initCommand,
];

/** Carries out a command line and resolves to its exit code. */
export async function program(args: readonly string[]): Promise<number> {
  let code: number = exit.pass;
  const root = new Command('brownout')
    .description('Chaos and resilience tests for agent systems.')
    .version(version(), '-V, --version')
    .showHelpAfterError('(add --help for the options)')
    .addHelpText('after', exitCodesHelp);
  for (const verb of verbs) {
    root.addCommand(
      verb((result) => {
        code = result;
      }).copyInheritedSettings(root),
    );
  }
  for (const command of [root, ...root.commands]) command.exitOverride();
  try {
    await root.parseAsync(args.length > 0 ? [...args] : ['--help'], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exit.pass : exit.usage;
  }
  return code;
}

const exitCodesHelp = `
Exit codes: 0 pass, 1 fail, 2 bad usage or configuration, 3 inconclusive, 4 invalid run.
Begin with: brownout init my-agent`;
