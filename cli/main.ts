#!/usr/bin/env node
import module from 'node:module';
import { exit } from './exit-codes.ts';
import { beginLeanStart } from './lean-start.ts';
import { endWithParent } from './terminal/parent.ts';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `brownout: expected Node 22.18 or newer, got ${process.version}. ` +
      'Install a newer Node, or add it to the project: npm i -D node@24.\n',
  );
  process.exit(exit.usage);
}

// Whoever reads our output may have seen enough, as `head` does: the work goes on, and how it ended is
// in the exit code and the reports.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

endWithParent();
if (process.argv[2] === 'proxy') beginLeanStart();

// To compile all of it anew takes longer than most commands do.
module.enableCompileCache();

// Only now: on an old Node it may not even load.
const { program } = await import('./program.ts');
process.exitCode = await program(process.argv.slice(2));
// An agent that was stopped in the middle may have left handles open.
if (process.exitCode > 128) process.stdout.write('', () => process.exit());
