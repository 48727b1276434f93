import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { printable } from '../reports/words/printable.ts';
import { wrap } from '../reports/text/page.ts';
import { exit } from './exit-codes.ts';
import { screen } from './terminal/screen.ts';

/** A thing that Brownout needs or can use, and whether this machine has it. */
interface Finding {
  readonly what: string;
  readonly state: 'ok' | 'missing';
  /** Whether nothing runs without it; otherwise some scenarios are skipped. */
  readonly needed: boolean;
  readonly found: string;
  /** How to get it; empty if it is there. */
  readonly fix: string;
}

/** `brownout doctor`: lists what this machine has and lacks, and how to get it. */
export function doctorCommand(report: (code: number) => void): CommandUnknownOpts {
  return new Command('doctor')
    .description('check Node, ports, Docker: what is missing and how to get it')
    .option('--json', 'print the findings as JSON')
    .action(async ({ json }) => {
      const optional = [docker(), dockerCompose(), testcontainers(), python(), redis(), wrk()];
      const findings = [node(), await loopback(), ...(await Promise.all(optional))];
      process.stdout.write(`${json ? JSON.stringify(findings, null, 2) : asText(findings)}\n`);
      const isFit = findings.every(({ needed, state }) => !needed || state === 'ok');
      report(isFit ? exit.pass : exit.usage);
    });
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isFit = major > 22 || (major === 22 && minor >= 18);
  const fix = isFit ? '' : 'install Node 24, or in the project: npm i -D node@24';
  return { what: 'Node 22.18+', state: state(isFit), needed: true, found: process.version, fix };
}

async function loopback(): Promise<Finding> {
  const found = await new Promise<string | Error>((resolve) => {
    const server = createServer().once('error', resolve);
    server.listen(0, '127.0.0.1', () => server.close(() => resolve('127.0.0.1 can be bound')));
  });
  const isFit = typeof found === 'string';
  return {
    what: 'loopback ports',
    state: state(isFit),
    needed: true,
    found: isFit ? found : found.message,
    fix: isFit ? '' : 'allow this user to listen on 127.0.0.1',
  };
}

function docker(): Promise<Finding> {
  return program({
    what: 'Docker engine',
    command: ['docker', 'version', '--format', '{{.Server.Version}}'],
    fix:
      'install it (Debian: apt-get install docker.io) and start it (systemctl start docker, or ' +
      'dockerd as root); for container() and compose()',
  });
}

async function dockerCompose(): Promise<Finding> {
  const what = 'Docker Compose';
  const fix = 'install it (Debian: apt-get install docker-compose); for compose()';
  const plugin = await program({ what, command: ['docker', 'compose', 'version', '--short'], fix });
  if (plugin.state === 'ok') return plugin;
  return program({ what, command: ['docker-compose', 'version', '--short'], fix });
}

/** Whether testcontainers is installed in the user's project, or else beside Brownout. */
async function testcontainers(): Promise<Finding> {
  const what = 'testcontainers';
  const name = 'testcontainers/package.json';
  for (const from of [path.resolve('package.json'), import.meta.url]) {
    try {
      const { version } = createRequire(from)(name) as { version: string };
      return { what, state: 'ok', needed: false, found: version, fix: '' };
    } catch {
      // It may be at the next place.
    }
  }
  const fix = 'npm i -D testcontainers@12; for container() and compose()';
  return { what, state: 'missing', needed: false, found: 'not installed', fix };
}

function redis(): Promise<Finding> {
  return program({
    what: 'redis-server',
    command: ['redis-server', '--version'],
    fix: 'install it (Debian: apt-get install redis-server); for tests of your own against a Redis',
  });
}

function wrk(): Promise<Finding> {
  return program({
    what: 'wrk',
    // It has no other way to say its version than to fail with its usage.
    command: ['sh', '-c', 'command -v wrk'],
    fix: 'install it (Debian: apt-get install wrk); only for benchmarks of Brownout itself',
  });
}

function python(): Promise<Finding> {
  return program({
    what: 'python3',
    command: ['python3', '--version'],
    fix: 'install it, if your agent is in Python; Brownout does not need it',
  });
}

interface Probe {
  readonly what: string;
  readonly command: readonly [string, ...string[]];
  readonly fix: string;
}

async function program({ what, command, fix }: Probe): Promise<Finding> {
  const [file, ...args] = command;
  try {
    const { stdout } = await promisify(execFile)(file, args, { timeout: 5_000 });
    return { what, state: 'ok', needed: false, found: stdout.trim(), fix: '' };
  } catch (error) {
    const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const message = error instanceof Error ? error.message : String(error);
    const says = isGone ? `no \`${file}\` on the PATH` : message.trim().split('\n').at(-1);
    return { what, state: 'missing', needed: false, found: says ?? '', fix };
  }
}

function state(isFit: boolean): Finding['state'] {
  return isFit ? 'ok' : 'missing';
}

function asText(findings: readonly Finding[]): string {
  const { width } = screen();
  return findings
    .flatMap(({ what, state: is, needed, found, fix }) => {
      const mark = is === 'ok' ? 'ok' : needed ? 'MISSING' : 'optional';
      const [first = '', ...rest] = wrap(printable(found), width - indent);
      return [
        `${mark.padEnd(10)}${what.padEnd(indent - 10)}${first}`,
        ...[...rest, ...(fix === '' ? [] : wrap(`to get it: ${fix}`, width - indent))].map(
          (line) => ' '.repeat(indent) + line,
        ),
      ];
    })
    .join('\n');
}

const indent = 26;
