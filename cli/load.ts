import path from 'node:path';
import {
  Command,
  type CommandUnknownOpts,
  InvalidArgumentError,
  Option,
} from '@commander-js/extra-typings';
import { watchedLoad } from '../harness/load/load.ts';
import { loadByWorkers } from '../harness/load/workers/load-by-workers.ts';
import { leastRate, mostRate } from '../harness/load/spec.ts';
import { keyAndBound } from '../harness/load/gates/slo.ts';
import { HarnessError } from '../harness/model/error.ts';
import type { LoadOptions } from '../harness/model/load/load-options.ts';
import { driverNames } from '../harness/model/load/load-report.ts';
import { arrivalKinds, usualPhases, type PhaseName } from '../harness/model/phase.ts';
import { didYouMean } from '../harness/model/options/nearest.ts';
import {
  loadReporterNamed,
  loadReporters,
  loadReporterWords,
} from '../reports/load/load-reporters.ts';
import { capacityVerb } from './curves/capacity-verb.ts';
import { sweepVerb } from './curves/sweep-verb.ts';
import { tippingVerb } from './curves/tipping-verb.ts';
import { loadIn } from './files/load-replay-file.ts';
import { oneScenario } from './files/one-scenario.ts';
import { otlpUrl } from './files/otlp-push.ts';
import { openOut } from './files/out-folder.ts';
import { tellLoadReport } from './files/tell-load-report.ts';
import { thisCommand } from './files/this-command.ts';
import { partVerb } from './parts/part-verb.ts';
import { shard } from './terminal/shard.ts';
import { atScreen } from './terminal/at-screen.ts';
import { tellLoad } from './terminal/load-progress.ts';
import { names } from './terminal/names.ts';
import { duration, whole } from './terminal/numbers.ts';

const flags = () =>
  new Command('load')
    .description('put a scenario under load, through its faults and after them')
    .argument('<scenario>', 'a scenario file')
    .option('-t, --title <title>', 'which of its scenarios, where it has several')
    .option('--rate <n>', 'tasks a second, whatever the system does (default: 20)', rate)
    .addOption(
      new Option('--arrivals <kind>', 'how they follow one another (default: poisson)').choices(
        arrivalKinds,
      ),
    )
    .option('--shape <n>', 'of gamma arrivals; below 1 they come in bursts', number)
    .option(
      '--phases <lengths>',
      'how long each phase lasts (default: baseline:30s,fault:60s,recovery:60s)',
      phases,
    )
    .option('--concurrency-limit <n>', 'most tasks open at once; others are dropped', whole(1))
    .option('--within <time>', 'a task that takes longer is not right', duration)
    .option('--extend <times>', 'how long a phase may last while a bound is undecided: 2x', times)
    .option('--abort-on-fail [delay]', 'end the load once a gate surely fails', duration)
    .option('--slo <bounds...>', 'what must hold, such as "goodput>=99%" "after.p99<=2s"')
    .addOption(
      new Option(
        '--mode <mode>',
        'in process under virtual time, or over real sockets (default: sim where it can be)',
      ).choices(['sim', 'wire']),
    )
    .addOption(
      new Option(
        '--driver <name>',
        'what carries the tasks to the agent (default: autocannon where it is asked by HTTP)',
      ).choices(driverNames),
    )
    .option('--allow-remote', 'the agent, and what --otlp names, may be on any host')
    .option('--seed <n>', 'what arrivals and faults are drawn from (default: 1)', whole(0))
    .option(
      '--plan <file>',
      "a plan or replay file: its faults strike, in place of the scenario's; that of a load also has all it was made with",
    )
    .option('--variant <id>', 'a mutant in place of the careful system')
    .option('--out <dir>', 'where its reports go', '.brownout')
    .option('--reporter <names>', loadReporterWords, names)
    .option('--otlp <url>', 'push the traces of a few tasks to an OTLP/HTTP endpoint')
    .option('--allow-unknown', 'an inconclusive result is not an error')
    .option(
      '--sweep <range>',
      'the same at several levels: rate=10..200/8, slow.ms=100..3000/5, slow#2.chance=0..1/6',
    )
    .option('--seeds <n>', 'loads at each level of a sweep', whole(5, 1000), 5)
    .addOption(
      new Option('--shard <i/n>', 'the i-th of n parts of the tasks, for merge')
        .argParser(shard)
        .conflicts(['sweep', 'findCapacity', 'findTippingPoint', 'reporter', 'otlp']),
    )
    .addOption(
      new Option('--workers <n>', 'processes that make it, each a part of the tasks (default: 1)')
        .argParser(whole(1, 64))
        .conflicts(['sweep', 'findCapacity', 'findTippingPoint', 'shard']),
    )
    .option('--begin-at <time>', 'when a part begins, over sockets: 2026-11-29T12:00:00Z', time)
    .addOption(
      new Option('--find-capacity', 'the highest rate at which the bounds hold').conflicts([
        'sweep',
        'plan',
      ]),
    )
    .addOption(
      new Option(
        '--find-tipping-point <depths>',
        'the smallest fault after which it does not come back: slow.ms=10..100/4',
      ).conflicts(['sweep', 'findCapacity']),
    );

type Options = ReturnType<ReturnType<typeof flags>['opts']>;

/** `brownout load`: a scenario under load, through baseline, faults and recovery. */
export function loadCommand(report: (code: number) => void): CommandUnknownOpts {
  return flags().action(async (file, options) => {
    report(await loadVerb(file, options));
  });
}

async function loadVerb(pattern: string, options: Options): Promise<number> {
  const { title, mode, driver, seed, variant, slo = [], plan: planFile, out } = options;
  const allowUnknown = options.allowUnknown === true;
  const chosen = options.reporter?.map(loadReporterNamed) ?? loadReporters;
  const otlp =
    options.otlp === undefined ? null : otlpUrl(options.otlp, options.allowRemote === true);
  const made = planFile === undefined ? {} : await loadIn(planFile);
  const { scenario, file } = await oneScenario(pattern, title, 'put under load');
  const bounds = slo.flatMap((text) => text.split(',')).map(keyAndBound);
  await openOut(out);
  const how = {
    seed: 1,
    ...made,
    ...(seed !== undefined && { seed }),
    ...(mode && { mode }),
    ...(driver && { driver }),
    allowRemote: options.allowRemote === true,
    ...(variant !== undefined && { variant }),
    file: path.relative(process.cwd(), file),
    load: {
      ...made.load,
      ...loadOf(options),
      ...(bounds.length > 0 && { slo: Object.fromEntries(bounds) }),
    },
  };
  const asked = {
    allowRemote: how.allowRemote,
    extend: how.load.extend ?? scenario.load?.extend ?? 1,
  };
  const ends = { out, allowUnknown, reporter: options.reporter, otlp, asked };
  if (options.beginAt !== undefined && !options.shard) {
    throw new HarnessError('bad-argument', {
      expected: '--begin-at with --shard, whose parts are to begin together',
      got: 'it alone',
      fix: 'Leave it out.',
    });
  }
  const { sweep, seeds } = options;
  if (sweep !== undefined) return sweepVerb(scenario, { ...how, sweep, seeds }, ends);
  if (options.findCapacity) return capacityVerb(scenario, how, ends);
  const depth = options.findTippingPoint;
  if (depth !== undefined) return tippingVerb(scenario, { ...how, depth }, ends);
  if (options.shard) {
    const { shard: part, beginAt: beginAtMs } = options;
    return partVerb(scenario, { ...how, part, out, ...(beginAtMs && { beginAtMs }) });
  }
  const by = thisCommand();
  const { workers: count = 1 } = options;
  const parted = { file, title: scenario.title, options: how, by, count };
  return await atScreen(async (on, signal) => {
    const report = await tellLoad(on, (onBegin) =>
      count === 1
        ? watchedLoad(scenario, { ...how, signal, onBegin })
        : loadByWorkers({ ...parted, signal, onBegin }),
    );
    return await tellLoadReport(report, { out, reporters: chosen, by, otlp, allowUnknown });
  });
}

function loadOf(options: Options): LoadOptions {
  const { rate, arrivals, shape, phases: lengths, concurrencyLimit, within } = options;
  const { extend, abortOnFail } = options;
  return {
    ...(rate !== undefined && { rate }),
    ...(arrivals && { arrivals }),
    ...(shape !== undefined && { shape }),
    ...(lengths && { phases: lengths }),
    ...(concurrencyLimit !== undefined && { concurrencyLimit }),
    ...(within !== undefined && { within }),
    ...(extend !== undefined && { extend }),
    ...(abortOnFail !== undefined && { abortOnFail: abortOnFail === true ? 0 : abortOnFail }),
  };
}

function rate(text: string): number {
  const value = number(text);
  if (value >= leastRate && value <= mostRate) return value;
  throw new InvalidArgumentError(`expected tasks a second, from ${leastRate} to ${mostRate}.`);
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('expected a number above 0.');
}

/** Reads a point in time as ms since 1970. */
function time(text: string): number {
  const atMs = new Date(text).getTime();
  if (Number.isFinite(atMs)) return atMs;
  throw new InvalidArgumentError('expected a time such as 2026-11-29T12:00:00Z.');
}

/** Reads `2x`. */
function times(text: string): number {
  const value = Number(text.replace(/x$/, ''));
  if (Number.isFinite(value) && value >= 1) return value;
  throw new InvalidArgumentError('expected a number of times, such as 2x.');
}

/** Reads `baseline:30s,fault:60s`. */
function phases(text: string): NonNullable<LoadOptions['phases']> {
  const names = Object.keys(usualPhases);
  const lengths: Partial<Record<PhaseName, number>> = {};
  for (const part of text.split(',')) {
    const [name = '', length, ...more] = part.trim().split(':');
    if (!Object.hasOwn(usualPhases, name)) {
      throw new HarnessError('bad-argument', {
        expected: `phases as baseline:30s,fault:60s,recovery:60s (of ${names.join(', ')})`,
        got: JSON.stringify(part),
        fix: `${didYouMean(name, names)}Leave out those that there are not to be.`,
      });
    }
    if (length === undefined || more.length > 0 || Object.hasOwn(lengths, name)) {
      throw new InvalidArgumentError(`expected each phase once, with its length, got ${part}.`);
    }
    const lastsMs = duration(length);
    if (lastsMs === 0) {
      throw new InvalidArgumentError(`expected a length above 0, got ${part}; leave it out.`);
    }
    lengths[name as PhaseName] = lastsMs;
  }
  return lengths;
}
