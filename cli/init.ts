import { existsSync } from 'node:fs';
import { cp, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { HarnessError } from '../harness/model/error.ts';
import { shellWord } from '../reports/words/shell-word.ts';
import { exit } from './exit-codes.ts';

/** `brownout init`: writes a first scenario and a small agent into a new folder. */
export function initCommand(report: (code: number) => void): CommandUnknownOpts {
  return new Command('init')
    .description('make a folder with a small agent and a scenario that run at once')
    .argument('[folder]', 'the new folder', 'brownout-demo')
    .action(async (folder) => {
      await init(folder);
      const it = shellWord(folder);
      process.stdout.write(
        [
          `made ${folder}:`,
          '  agent.mjs               a small booking agent over HTTP; yours goes here',
          '  books-once.scenario.ts  what must hold when its tools fail',
          '',
          'next:',
          `  npx brownout run ${it}              under virtual time`,
          `  npx brownout run ${it} --mode wire  as a real process, over real sockets`,
          `  npx brownout explore ${it}          find faults that break it: there are some`,
          '',
        ].join('\n'),
      );
      report(exit.pass);
    });
}

async function init(folder: string): Promise<void> {
  const there = await readdir(folder).catch(() => []);
  const at = path.resolve(folder);
  if (there.length > 0) throw notNew(`${at} with ${there.length} files in it`);
  try {
    await cp(template(), folder, { recursive: true });
  } catch (error) {
    throw notNew(error instanceof Error ? error.message : String(error), error);
  }
}

function notNew(got: string, cause?: unknown): HarnessError {
  const expected = 'the name of a new or empty folder';
  return new HarnessError('bad-argument', { expected, got, fix: 'Name another one.' }, { cause });
}

/**
 * The folder of the template, which is shipped as source: beside this file in the repository, two
 * folders up from `dist`.
 */
function template(): string {
  const found = ['template/', '../../cli/template/']
    .map((relative) => fileURLToPath(new URL(relative, import.meta.url)))
    .find((folder) => existsSync(folder));
  if (found) return found;
  throw new Error('the template is not in the package');
}
