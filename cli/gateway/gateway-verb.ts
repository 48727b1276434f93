import path from 'node:path';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { catalogue } from '../../faults/catalogue.ts';
import { serveRoutes } from '../../harness/run/standalone/serve-routes.ts';
import { printable } from '../../reports/words/printable.ts';
import { strikeLine } from '../../reports/words/wording.ts';
import { exit } from '../exit-codes.ts';
import { eventPrinter, note, say } from '../terminal/event-printer.ts';
import { formatThrown } from '../terminal/format-error.ts';
import { aborted, untilStopped } from '../terminal/interrupt.ts';
import { port, whole } from '../terminal/numbers.ts';
import { gatewayConfigIn } from './gateway-config.ts';
import { openRoute, type OpenedRoute } from './gateway-routes.ts';

const flags = () =>
  new Command('gateway')
    .description('serve several providers and tools at one port, under faults, until stopped')
    .argument('<file>', 'the routes, as JSON')
    .option('--host <host>', 'where to listen', '127.0.0.1')
    .option('--port <n>', '0: a free one', port, 4010)
    .option('--allow-remote', 'let upstreams be off loopback and private networks')
    .option('--seed <n>', 'what chances are drawn from', whole(0), 1)
    .option('--quiet', 'do not print the calls')
    .addHelpText('after', example);

type Options = ReturnType<ReturnType<typeof flags>['opts']>;

/** `brownout gateway`: several providers and tools at one port, scripted, recorded or real. */
export function gatewayCommand(report: (code: number) => void): CommandUnknownOpts {
  return flags().action(async (file, options) => {
    report(await gatewayVerb(file, options));
  });
}

const example = `
A file of routes: {"routes":[
  {"name":"openai","path":"/openai","upstream":"http://127.0.0.1:11434","faults":["slow ms=2s"]},
  {"name":"claude","host":"claude.localhost","replay":"tapes/claude.json"},
  {"name":"tools","path":"/tools","kind":"api","upstream":"http://127.0.0.1:3000"},
  {"name":"mock","script":"answers.mjs"}]}
Each has the options of brownout provider.`;

async function gatewayVerb(file: string, options: Options): Promise<number> {
  const { allowRemote = false, quiet = false, ...rest } = options;
  const { routes: configs } = gatewayConfigIn(file);
  const onError = (error: unknown) => note(formatThrown(error, process.cwd()));
  const opened: OpenedRoute[] = [];
  return await untilStopped(async (signal) => {
    try {
      const settings = { folder: path.dirname(path.resolve(file)), allowRemote, onError };
      for (const config of configs) opened.push(await openRoute(config, settings));
      const served = await serveRoutes({
        ...rest,
        routes: opened.map(({ route }) => route),
        faults: catalogue,
        sink: (_, test) =>
          eventPrinter({ quiet, prefix: test === 'default' ? '' : `${printable(test)}: ` }),
        onError,
      });
      say('serving until Ctrl-C:');
      for (const { route, says } of opened) {
        say(`  ${[`${route.name} at ${served.url(route)}`, ...says].join(', ')}`);
        for (const strike of route.plan) say(`    ${strikeLine(strike)}`);
      }
      say('ready');
      await aborted(signal);
      await served.close();
      return exit.pass;
    } finally {
      await Promise.all(opened.map(({ close }) => close()));
    }
  });
}
