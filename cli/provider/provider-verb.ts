import { once } from 'node:events';
import path from 'node:path';
import { Command } from 'commander';
import { catalogue } from '../../faults/catalogue.ts';
import { badArgument, HarnessError } from '../../harness/model/error.ts';
import type { PointMaker } from '../../harness/model/point.ts';
import type { Plan } from '../../harness/model/fault/plan.ts';
import type { TraceSink } from '../../harness/model/trace/sink.ts';
import { unlimited } from '../../harness/provider/bucket.ts';
import { provider, type ProviderOptions } from '../../harness/provider/provider.ts';
import type { Script } from '../../harness/provider/script.ts';
import { passingProvider } from '../../harness/provider/upstream/passing.ts';
import { userModule } from '../../harness/run/loader/user-module.ts';
import { askedFaults } from '../../harness/run/standalone/asked-fault.ts';
import { serveAlone } from '../../harness/run/standalone/serve-alone.ts';
import { printable } from '../../reports/words/printable.ts';
import { strikeLine } from '../../reports/words/wording.ts';
import { exit } from '../exit-codes.ts';
import { planIn } from '../files/plan-file.ts';
import { eventPrinter, note, say } from '../terminal/event-printer.ts';
import { formatThrown } from '../terminal/format-error.ts';
import { interrupt } from '../terminal/interrupt.ts';
import { names, repeated } from '../terminal/names.ts';
import { duration, port, whole } from '../terminal/numbers.ts';
import { openUpstreams, type UpstreamFlags, type Upstreams } from './upstreams.ts';

interface Options extends UpstreamFlags {
  readonly script?: string;
  readonly say?: string;
  readonly host: string;
  readonly port: number;
  readonly seed: number;
  readonly fault?: readonly string[];
  readonly plan?: string;
  readonly models?: readonly string[];
  readonly requestsPerMinute?: number;
  readonly tokensPerMinute?: number;
  readonly contextTokens?: number;
  readonly firstToken?: number;
  readonly gap?: number;
  readonly quiet?: boolean;
}

/** `brownout provider`: a simulated model provider by itself, for any test suite. */
export function providerCommand(report: (code: number) => void): Command {
  return new Command('provider')
    .description('serve a scripted model, under faults, to any test suite until stopped')
    .option(
      '--script <file>',
      'a module whose default is a script or provider({ … }), or JSON rules',
    )
    .option('--say <text>', 'what it says where there is no script (default: "Very well.")')
    .option('--host <host>', 'where to listen', '127.0.0.1')
    .option('--port <n>', '0: a free one', port, 4010)
    .option(
      '--fault <words>',
      'a fault that is on: "slow ms=5s calls=2"; may be repeated',
      repeated,
    )
    .option('--plan <file>', 'with the faults of this plan file on')
    .option(
      '--upstream <url>',
      'a real provider to pass requests on to, of all paths or of one dialect: anthropic=URL; may be repeated',
      repeated,
    )
    .option('--upstream-timeout <time>', 'how long it may be silent', duration, 600_000)
    .option('--allow-remote', 'let it be off loopback and private networks')
    .option('--models <names>', 'the models that it serves (default: any)', names)
    .option('--requests-per-minute <n>', 'its rate limit by key and model', whole(1))
    .option('--tokens-per-minute <n>', 'its rate limit by key and model', whole(1))
    .option('--context-tokens <n>', 'the most tokens in a request', whole(1))
    .option('--first-token <time>', 'the time to the first piece of a turn', duration)
    .option('--gap <time>', 'the time between pieces', duration)
    .option('--seed <n>', 'what chances are drawn from', whole(0), 1)
    .option('--quiet', 'do not print the calls')
    .action(async (options: Options) => {
      report(await providerVerb(options));
    });
}

/** What plans call it. */
const name = 'model';

async function providerVerb(options: Options): Promise<number> {
  const { host, port, seed, quiet = false } = options;
  const upstreams = await openUpstreams(options);
  const point = await pointOf(options, upstreams);
  const plan = await planOf(options, point);
  const stopped = interrupt();
  try {
    const printers = (test: string): TraceSink =>
      eventPrinter({ quiet, prefix: test === 'default' ? '' : `${printable(test)}: ` });
    const onError = (error: unknown) => note(formatThrown(error, process.cwd()));
    const shared = { name, point, faults: catalogue, seed, plan, sink: printers, onError };
    const served = await serveAlone({ ...shared, host, port });
    say(`serving a model at ${served.url}, until Ctrl-C`);
    const { addresses } = upstreams;
    if (addresses.length > 0)
      say(`passing requests on to ${addresses.map((one) => printable(one)).join(', ')}`);
    if (plan.length > 0) say('faults:', ...plan.map((strike) => `  ${strikeLine(strike)}`));
    if (!stopped.signal.aborted) await once(stopped.signal, 'abort');
    await served.close();
    return stopped.code() ?? exit.pass;
  } finally {
    await upstreams.close();
    stopped.release();
  }
}

async function planOf({ fault = [], plan }: Options, point: PointMaker): Promise<Plan> {
  const filed = plan === undefined ? [] : await planIn(plan);
  return askedFaults([...filed, ...fault], { at: name, point, faults: catalogue });
}

/**
 * The provider that passes requests on; or that a script file is, or makes with the options of the
 * command line.
 */
async function pointOf(options: Options, { routing }: Upstreams): Promise<PointMaker> {
  if (options.upstream !== undefined) {
    const idle = scriptedOnly.find((name) => options[name] !== undefined);
    if (idle !== undefined) throw besideUpstream(idle);
    return passingProvider(routing);
  }
  const { script: file, say: text = 'Very well.' } = options;
  const given = file === undefined ? () => text : await defaultOf(file);
  if (isPoint(given)) return given;
  return provider({ ...optionsOf(options), script: given as Script });
}

/** What a script decides, and an upstream decides by itself. */
const scriptedOnly = [
  'script',
  'say',
  'models',
  'requestsPerMinute',
  'tokensPerMinute',
  'contextTokens',
  'firstToken',
  'gap',
] as const;

function besideUpstream(name: string): HarnessError {
  const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return badArgument(
    'a script and its limits, or --upstream',
    `${flag} and --upstream`,
    'Leave one of them out: what an upstream says, and allows, is its own.',
  );
}

async function defaultOf(file: string): Promise<unknown> {
  const absolute = path.resolve(file);
  try {
    return ((await userModule(absolute)) as { readonly default?: unknown }).default;
  } catch (error) {
    throw new HarnessError(
      'bad-argument',
      {
        expected: `${file} to load`,
        got: formatThrown(error, process.cwd()),
        fix: 'Name a module whose default is a script: export default [{ reply: "Very well." }].',
      },
      { cause: error },
    );
  }
}

function isPoint(given: unknown): given is PointMaker {
  return typeof given === 'object' && given !== null && 'open' in given;
}

function optionsOf(options: Options): Omit<ProviderOptions, 'script'> {
  const { models, contextTokens, requestsPerMinute, tokensPerMinute, firstToken, gap } = options;
  const isLimited = requestsPerMinute !== undefined || tokensPerMinute !== undefined;
  const isPaced = firstToken !== undefined || gap !== undefined;
  return {
    ...(models && { models }),
    ...(contextTokens !== undefined && { contextTokens }),
    ...(isLimited && {
      limits: {
        requestsPerMinute: requestsPerMinute ?? unlimited.requestsPerMinute,
        tokensPerMinute: tokensPerMinute ?? unlimited.tokensPerMinute,
      },
    }),
    ...(isPaced && { pace: { first: firstToken ?? 0, gap: gap ?? 0 } }),
  };
}
