#!/usr/bin/env node
import { HarnessError } from '../harness/model/error.ts';
import { exit } from './exit-codes.ts';
import { program } from './program.ts';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `brownout: expected Node 22.18 or newer, got ${process.version}. ` +
      'Install a newer Node, or add it to the project: npm i -D node@24.\n',
  );
  process.exit(exit.usage);
}

try {
  process.exitCode = await program(process.argv.slice(2));
} catch (error) {
  process.exitCode = exit.usage;
  if (error instanceof HarnessError) process.stderr.write(`brownout: ${error.message}\n`);
  else {
    process.exitCode = exit.invalid;
    process.stderr.write(
      `brownout: this is a bug in brownout\n${String((error as Error).stack)}\n`,
    );
  }
}
