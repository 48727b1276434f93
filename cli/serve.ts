import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { checkPlan, planTargets } from '../harness/plans/check-plan.ts';
import type { Plan } from '../harness/model/fault/plan.ts';
import { type Scenario } from '../harness/model/scenario.ts';
import { serve } from '../harness/run/serve.ts';
import { printable } from '../reports/words/printable.ts';
import { strikeLine } from '../reports/words/wording.ts';
import { exit } from './exit-codes.ts';
import { eventPrinter, note, say } from './terminal/event-printer.ts';
import { aborted, untilStopped } from './terminal/interrupt.ts';
import { port, whole } from './terminal/numbers.ts';
import { planIn } from './files/plan-file.ts';
import { oneScenario } from './files/one-scenario.ts';

const flags = () =>
  new Command('serve')
    .description('serve the tools and the model of a scenario on fixed ports until stopped')
    .argument('<scenario>', 'a scenario file')
    .option('-t, --title <title>', 'which of its scenarios, where it has several')
    .option('--host <host>', 'where to listen', '127.0.0.1')
    .option('--port <n>', "the first point's port, the others' follow; 0: free ones", port, 4100)
    .option('--faults', "with the scenario's faults on")
    .option('--plan <file>', 'with the faults of this plan or replay file on')
    .option('--seed <n>', 'what chances are drawn from', whole(0), 1)
    .option('--quiet', 'do not print the calls');

type Options = ReturnType<ReturnType<typeof flags>['opts']>;

/** `brownout serve`: serves the points of a scenario to an agent that already runs. */
export function serveCommand(report: (code: number) => void): CommandUnknownOpts {
  return flags().action(async (file, options) => {
    report(await serveVerb(file, options));
  });
}

async function serveVerb(pattern: string, options: Options): Promise<number> {
  const { host, port, seed, quiet = false } = options;
  const { scenario } = await oneScenario(pattern, options.title, 'serve');
  const plan = await planOf(scenario, options);
  return await untilStopped(async (signal) => {
    const served = await serve(scenario, { host, port, seed, plan, sink: eventPrinter({ quiet }) });
    const width = Math.max(...Object.keys(served.urls).map((name) => name.length));
    const urls = Object.entries(served.urls).map(
      ([name, url]) => `  ${name.padEnd(width)}  ${url}`,
    );
    say(`serving "${printable(scenario.title)}", until Ctrl-C:`, ...urls);
    if (plan.length > 0) say('faults:', ...plan.map((strike) => `  ${strikeLine(strike)}`));
    for (const name of served.leftOut) note(`${name} is a link, and is not served`);
    for (const strike of served.idle)
      note(`${strikeLine(strike)}: not on here, where there is no run`);
    await aborted(signal);
    await served.close();
    return exit.pass;
  });
}

async function planOf(scenario: Scenario, { plan, faults, seed }: Options): Promise<Plan> {
  if (plan === undefined) return faults ? scenario.plan(seed) : [];
  return checkPlan(await planIn(plan), planTargets(scenario));
}
