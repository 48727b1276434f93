import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { toxiproxy } from '../harness/wire/gateway/toxiproxy.ts';
import { printable } from '../reports/words/printable.ts';
import { exit } from './exit-codes.ts';
import { aborted, untilStopped } from './terminal/interrupt.ts';
import { endLeanStart } from './lean-start.ts';
import { port, whole } from './terminal/numbers.ts';

const flags = () =>
  new Command('proxy')
    .description('stand in for toxiproxy-server: its HTTP API, its configuration, its toxics')
    .option('--host <host>', 'where the API listens', '127.0.0.1')
    .option('--port <port>', 'its port; 0 takes any free one', port, 8474)
    .option('--config <file>', 'a JSON file with the proxies to begin with')
    .option('--seed <n>', 'what toxics draw from; another one each time where left out', whole(0))
    .option('--proxy-metrics', 'show the bytes of each proxy at /metrics, for Prometheus')
    .option('--runtime-metrics', 'show memory and CPU of this process at /metrics')
    .option('--metrics', 'both')
    .option(
      '--allow-remote',
      'let proxies stand in front of hosts off loopback and private networks',
    )
    .option(
      '--extended',
      'accept what Toxiproxy does not have: more toxics, toxics in lists, /events',
    )
    .addHelpText('after', sameAs);

type Options = ReturnType<ReturnType<typeof flags>['opts']>;

/** `brownout proxy`: a replacement for toxiproxy-server. */
export function proxyCommand(report: (code: number) => void): CommandUnknownOpts {
  return flags().action(async (options) => {
    report(await serve(options));
  });
}

const sameAs = `
--host, --port, --config, --seed, --proxy-metrics and --runtime-metrics are those of
toxiproxy-server; write them with two dashes.`;

async function serve(options: Options): Promise<number> {
  const { metrics, proxyMetrics, runtimeMetrics, ...rest } = options;
  return await untilStopped(async (signal) => {
    const { url, seed, proxies, notes, close } = await toxiproxy({
      ...rest,
      metrics: [
        ...(metrics || proxyMetrics ? (['proxy'] as const) : []),
        ...(metrics || runtimeMetrics ? (['runtime'] as const) : []),
      ],
    });
    for (const note of notes) process.stderr.write(`brownout: ${note}\n`);
    const named = proxies.length > 0 ? ` Proxies: ${printable(proxies.join(', '))}.` : '';
    process.stdout.write(`Toxiproxy listens at ${url} (seed ${seed}).${named}\n`);
    endLeanStart();
    await aborted(signal);
    await close();
    return exit.pass;
  });
}
