import { existsSync } from 'node:fs';
import { cp, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { HarnessError } from '../harness/model/error.ts';
import { exit } from './exit-codes.ts';

/** `brownout init`: a first scenario and a small agent, in a new folder, ready to run. */
export function initCommand(report: (code: number) => void): Command {
  return new Command('init')
    .description('make a folder with a small agent and a scenario that run at once')
    .argument('[folder]', 'the new folder', 'brownout-demo')
    .action(async (folder: string) => {
      await init(folder);
      process.stdout.write(
        [
          `made ${folder}:`,
          '  agent.mjs               a small booking agent over HTTP; yours goes here',
          '  books-once.scenario.ts  what must hold when its tools fail',
          '',
          'next:',
          `  npx brownout run ${folder}              under virtual time`,
          `  npx brownout run ${folder} --mode wire  as a real process, over real sockets`,
          '',
        ].join('\n'),
      );
      report(exit.pass);
    });
}

async function init(folder: string): Promise<void> {
  const there = await readdir(folder).catch(() => []);
  if (there.length > 0) {
    throw new HarnessError('bad-argument', {
      expected: 'a new or empty folder',
      got: `${path.resolve(folder)} with ${there.length} files in it`,
      fix: 'Name another folder.',
    });
  }
  await cp(template(), folder, { recursive: true });
}

/** The template is shipped as it is: beside this file in the source, two folders up from `dist`. */
function template(): string {
  const found = ['template/', '../../cli/template/']
    .map((relative) => fileURLToPath(new URL(relative, import.meta.url)))
    .find((folder) => existsSync(folder));
  if (found) return found;
  throw new Error('the template is not in the package');
}
