import { Command, CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { HarnessError } from '../harness/model/error.ts';
import { exit } from './exit-codes.ts';
import { formatThrown } from './terminal/format-error.ts';
import { keepStrays, strayWords, takeStrays } from './terminal/strays.ts';
import { version } from '../harness/model/version.ts';

/** A verb of the command; the action reports an exit code. */
type Verb = (report: (code: number) => void) => CommandUnknownOpts;

/** The verbs. Each is loaded on demand, since `proxy` must take little memory. */
const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  run: async () => (await import('./run.ts')).runCommand,
  explore: async () => (await import('./explore.ts')).exploreCommand,
  load: async () => (await import('./load.ts')).loadCommand,
  replay: async () => (await import('./replay.ts')).replayCommand,
  judge: async () => (await import('./judge.ts')).judgeCommand,
  compare: async () => (await import('./compare.ts')).compareCommand,
  merge: async () => (await import('./merge.ts')).mergeCommand,
  matrix: async () => (await import('./matrix.ts')).matrixCommand,
  serve: async () => (await import('./serve.ts')).serveCommand,
  provider: async () => (await import('./provider/provider-verb.ts')).providerCommand,
  gateway: async () => (await import('./gateway/gateway-verb.ts')).gatewayCommand,
  proxy: async () => (await import('./proxy.ts')).proxyCommand,
  mcp: async () => (await import('./mcp/mcp-verb.ts')).mcpCommand,
  faults: async () => (await import('./faults.ts')).faultsCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
  init: async () => (await import('./init.ts')).initCommand,
};

/** The verbs that go on until they are stopped. */
const servers: ReadonlySet<string> = new Set(['serve', 'provider', 'gateway', 'proxy']);

/** Executes a command line, prints errors to stderr, and resolves to the exit code. */
export async function program(args: readonly string[]): Promise<number> {
  let code: number = exit.pass;
  const root = new Command('brownout')
    .description('Chaos and resilience tests for agent systems.')
    .version(version(), '-V, --version')
    .showHelpAfterError('(add --help for the options)')
    .addHelpText('after', exitCodesHelp);
  const [asked = ''] = args;
  // A server has no end at which to tell.
  if (!servers.has(asked)) keepStrays();
  for (const load of Object.hasOwn(verbs, asked) ? [verbs[asked]!] : Object.values(verbs)) {
    const verb = await load();
    root.addCommand(
      verb((result) => {
        code = result;
      }).copyInheritedSettings(root),
    );
  }
  for (const command of [root, ...root.commands]) {
    command.exitOverride().configureOutput({
      outputError: (text, write) => write(text.replace(/^error: /, 'brownout: ')),
    });
  }
  try {
    await root.parseAsync(args.length > 0 ? [...args] : ['--help'], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) await hintAtVerb(error, asked);
    return codeOf(error);
  }
  const strays = takeStrays();
  for (const stray of strays) {
    process.stderr.write(`brownout: ${strayWords(formatThrown(stray, process.cwd()))}\n`);
  }
  return strays.length === 0 || code >= exit.invalid ? code : exit.usage;
}

/**
 * A hint at the verbs that have an option which this verb lacks: `explore --runs 5` is meant for
 * `run`.
 */
async function hintAtVerb({ code, message }: CommanderError, asked: string): Promise<void> {
  const [, flag] = /unknown option '(--[\w-]+)/.exec(message) ?? [];
  if (code !== 'commander.unknownOption' || flag === undefined) return;
  const having: string[] = [];
  for (const [name, load] of Object.entries(verbs)) {
    if (name === asked) continue;
    const command = (await load())(() => {});
    if (command.options.some(({ long }) => long === flag)) having.push(`brownout ${name}`);
  }
  if (having.length > 0) process.stderr.write(`${flag} is an option of ${having.join(', ')}\n`);
}

function codeOf(error: unknown): number {
  // Commander has said it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exit.pass : exit.usage;
  if (error instanceof HarnessError) {
    process.stderr.write(`brownout: ${error.message}\n`);
    return exit.usage;
  }
  const says = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`brownout: this is a bug in brownout\n${says}\n`);
  return exit.invalid;
}

const exitCodesHelp = `
Exit codes: 0 pass, 1 fail, 2 bad usage or configuration, 3 inconclusive,
            4 a bug in brownout, or a load that was not what it should be,
            130 or 143 stopped by Ctrl-C or SIGTERM;
            of several the gravest: 4, then 2, 1, 3.
Begin with: brownout init my-agent`;
