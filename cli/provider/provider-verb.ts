import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { catalogue } from '../../faults/catalogue.ts';
import type { PointMaker } from '../../harness/model/point.ts';
import type { Plan } from '../../harness/model/fault/plan.ts';
import type { TraceSink } from '../../harness/model/trace/sink.ts';
import { askedFaults } from '../../harness/run/standalone/asked-fault.ts';
import { serveAlone } from '../../harness/run/standalone/serve-alone.ts';
import { printable } from '../../reports/words/printable.ts';
import { strikeLine } from '../../reports/words/wording.ts';
import { exit } from '../exit-codes.ts';
import { planIn } from '../files/plan-file.ts';
import { eventPrinter, note, say } from '../terminal/event-printer.ts';
import { formatThrown } from '../terminal/format-error.ts';
import { aborted, untilStopped } from '../terminal/interrupt.ts';
import { names, repeated } from '../terminal/names.ts';
import { duration, port, whole } from '../terminal/numbers.ts';
import { missWay } from './point-flags.ts';
import { openPoint } from './provider-point.ts';

const flags = () =>
  new Command('provider')
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
    .option('--record <file>', 'write what the upstream says into a cassette')
    .option('--replay <file>', 'say what a cassette has')
    .option(
      '--on-miss <way>',
      'what is not in the cassette: error, pass (to the upstream) or script (default: error)',
      missWay,
    )
    .option('--models <names>', 'the models that it serves (default: any)', names)
    .option('--requests-per-minute <n>', 'its rate limit by key and model', whole(1))
    .option('--tokens-per-minute <n>', 'its rate limit by key and model', whole(1))
    .option('--context-tokens <n>', 'the most tokens in a request', whole(1))
    .option('--first-token <time>', 'the time to the first piece of a turn', duration)
    .option('--gap <time>', 'the time between pieces', duration)
    .option('--seed <n>', 'what chances are drawn from', whole(0), 1)
    .option('--quiet', 'do not print the calls');

type Options = ReturnType<ReturnType<typeof flags>['opts']>;

/** `brownout provider`: a simulated model provider by itself, for any test suite. */
export function providerCommand(report: (code: number) => void): CommandUnknownOpts {
  return flags().action(async (options) => {
    report(await providerVerb(options));
  });
}

/** What plans call it. */
const name = 'model';

async function providerVerb(options: Options): Promise<number> {
  const { host, port, seed, quiet = false } = options;
  const onError = (error: unknown) => note(formatThrown(error, process.cwd()));
  return await untilStopped(async (signal) => {
    const { point, says, close } = await openPoint(options, onError);
    try {
      const plan = await planOf(options, point);
      const printers = (test: string): TraceSink =>
        eventPrinter({ quiet, prefix: test === 'default' ? '' : `${printable(test)}: ` });
      const shared = { name, point, faults: catalogue, seed, plan, sink: printers, onError };
      const served = await serveAlone({ ...shared, host, port });
      say(`serving a model at ${served.url}, until Ctrl-C`);
      if (says.length > 0) say(...says);
      if (plan.length > 0) say('faults:', ...plan.map((strike) => `  ${strikeLine(strike)}`));
      await aborted(signal);
      await served.close();
      return exit.pass;
    } finally {
      await close();
    }
  });
}

async function planOf({ fault = [], plan }: Options, point: PointMaker): Promise<Plan> {
  const filed = plan === undefined ? [] : await planIn(plan);
  return askedFaults([...filed, ...fault], { at: name, point, faults: catalogue });
}
