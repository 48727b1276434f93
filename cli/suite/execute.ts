import path from 'node:path';
import { HarnessError } from '../../harness/model/error.ts';
import type { Matrix } from '../../harness/model/trace/matrix.ts';
import { exitCodeOf } from '../../reports/summary/exit-code.ts';
import { reporterNamed, reporters } from '../../reports/index.ts';
import { otel } from '../../reports/otel/otel.ts';
import type { Reporter } from '../../reports/reporter.ts';
import { summarize } from '../../reports/summary/summarize.ts';
import type { Meta, ReportMeta, Summary } from '../../reports/summary/summary.ts';
import { renderText } from '../../reports/text.ts';
import { counted } from '../../reports/words/wording.ts';
import { writeReports } from '../../reports/files/write.ts';
import { keptRuns, type SuiteResults } from './results.ts';
import { checkpoints } from './checkpoints.ts';
import { exit } from '../exit-codes.ts';
import { interrupt, type Interrupt } from '../terminal/interrupt.ts';
import type { Job } from './job.ts';
import { nothingDone } from './nothing-done.ts';
import { writeBlob } from '../files/blob-files.ts';
import { removeOldRuns } from '../files/old-runs.ts';
import { showProgress, showMessage } from '../terminal/progress.ts';
import { pushOtlp } from '../files/otlp-push.ts';
import { openOut } from '../files/out-folder.ts';
import { scenarioFiles } from '../files/scenario-files.ts';
import { screen, type Screen } from '../terminal/screen.ts';
import type { Shard } from './shard.ts';
import { sweep } from './sweep.ts';
import { showReportFiles } from '../files/report-files.ts';
import { version } from '../../harness/model/version.ts';

/** The job of one command, and how its results are printed. */
export interface ExecuteOptions {
  readonly job: Job;
  readonly patterns: readonly string[];
  readonly shard?: Shard;
  readonly workers?: number;
  readonly watch?: boolean;
  /** Names of the reporters that write files; all reporters by default. */
  readonly reporter?: readonly string[];
  /** Where traces are pushed to, if anywhere. */
  readonly otlp?: URL | null;
  readonly allowUnknown?: boolean;
  /** Formats what stdout gets; the text report by default. */
  readonly print?: (summary: Summary, results: SuiteResults, on: Screen) => string;
  /** Whether a program reads stdout; errors then go to stderr. */
  readonly isForMachine?: boolean;
  readonly matrixOf?: (results: SuiteResults) => Matrix;
  /** Computes the exit code; `exitCodeOf` the summary by default. */
  readonly exitCode?: (summary: Summary, results: SuiteResults) => number;
}

/** Runs the suite, writes the reports, prints the result to stdout, and returns the exit code. */
export async function execute(options: ExecuteOptions): Promise<number> {
  const chosen = (options.reporter ?? reporters.map(({ name }) => name)).map(reporterNamed);
  const files = await scenarioFiles(options.patterns, options.job.root);
  checkShard(options, files);
  await openOut(options.job.out);
  const on = screen();
  const stop = interrupt();
  let began = beginning();
  let isRerun = false;
  let code: number = exit.invalid;
  const write = (results: SuiteResults) =>
    writeReports(
      summaryOf(options, results, timingOf(began)),
      options.job.out,
      chosen,
      keptRuns(results),
    );
  const checkpoint = checkpoints(write);
  const tell = showProgress(on, options.job);
  // Vitest takes longer to load than a mistake in the command line takes to tell.
  const { suite } = await import('./suite.ts');
  try {
    await suite({
      ...options,
      files,
      signal: stop.signal,
      onBegin: () => {
        if (isRerun) began = beginning();
        isRerun = true;
      },
      onProgress: (progress, soFar) => {
        tell(progress);
        if (!options.watch) checkpoint.pass(soFar);
      },
      onMessage: showMessage(on),
      onDone: async (results) => {
        on.done();
        await checkpoint.end();
        const timing = timingOf(began);
        code = await conclude(options, results, { on, chosen, timing, stop });
      },
    });
  } finally {
    on.done();
    if (stop.signal.aborted) await sweep(options.job.out);
    stop.release();
  }
  return stop.code() ?? code;
}

interface Beginning {
  readonly startedAt: string;
  readonly sinceMs: number;
}

function beginning(): Beginning {
  return { startedAt: new Date().toISOString(), sinceMs: performance.now() };
}

type Timing = Pick<Meta, 'startedAt' | 'tookMs'>;

function timingOf({ startedAt, sinceMs }: Beginning): Timing {
  return { startedAt, tookMs: Math.round(performance.now() - sinceMs) };
}

function summaryOf(
  { job, matrixOf }: ExecuteOptions,
  results: SuiteResults,
  timing: Timing,
): Summary {
  return summarize(results.records, {
    ...metaOf(job, results, timing),
    ...(matrixOf ? { matrix: matrixOf(results) } : {}),
    tallies: results.tallies,
    searches: results.searches,
    errors: results.errors,
  });
}

function metaOf(job: Job, { partial }: SuiteResults, timing: Timing): ReportMeta {
  return {
    command: ['brownout', ...process.argv.slice(2)].join(' '),
    ...timing,
    partial,
    ...(job.verb === 'run' && job.runs > 1 ? { runsEach: job.runs } : {}),
    version: version(),
  };
}

/** Leaves what `brownout merge` makes one report of. */
async function leaveBlob(
  { job, shard }: ExecuteOptions,
  results: SuiteResults,
  timing: Timing,
): Promise<readonly string[]> {
  if (!shard) return [];
  const { records, tallies, errors } = results;
  const searches = results.searches.map((searched) => ({ place: 0, searched }));
  const meta = metaOf(job, results, timing);
  const blob = { version: 1, kind: 'suite', verb: 'run', ...shard, meta } as const;
  return [await writeBlob(job.out, { ...blob, records, tallies, searches, errors })];
}

interface Telling {
  readonly on: Screen;
  readonly chosen: readonly Reporter[];
  readonly timing: Timing;
  readonly stop: Interrupt;
}

async function conclude(
  options: ExecuteOptions,
  results: SuiteResults,
  telling: Telling,
): Promise<number> {
  const { on, chosen, timing, stop } = telling;
  const { job, print, isForMachine } = options;
  const vain = stop.signal.aborted ? null : nothingDone(options, results);
  if (vain && !options.watch) throw vain;
  if (vain) on.say(`brownout: ${vain.message}`);
  const summary = summaryOf(options, results, timing);
  const paths = [
    ...(await writeReports(summary, job.out, chosen, keptRuns(results))),
    ...(await leaveBlob(options, results, timing)),
  ];
  const text = print?.(summary, results, on) ?? renderText(summary, on);
  process.stdout.write(`${text.trimEnd()}\n`);
  if (isForMachine) {
    for (const { file, message } of results.errors) on.say(`brownout: ${file}: ${message}`);
  }
  for (const [why, titles] of skippedIn(results)) {
    on.say(`brownout: skipped ${titles.length} of the scenarios: ${why}`);
  }
  // The verdict does not depend on whether anybody took them.
  if (options.otlp)
    on.say(`brownout: ${await pushOtlp(options.otlp, otel.render(summary, keptRuns(results)))}`);
  await tellRemoved(job, timing.startedAt, on);
  tellNext(options, summary, paths, on);
  if (options.exitCode && results.errors.length === 0) return options.exitCode(summary, results);
  return exitCodeOf(summary, { allowUnknown: options.allowUnknown ?? false });
}

function tellNext(
  { job, watch }: ExecuteOptions,
  { findings }: Summary,
  paths: readonly string[],
  on: Screen,
): void {
  const what = findings.length > 0 ? 'each finding as a timeline' : 'how every task ended';
  showReportFiles(paths, { ...job, what }, on);
  if (job.verb === 'matrix') on.say('then test your own agent: README.md, "Bring your own agent"');
  if (watch) on.say('waiting for a file to change (Ctrl-C ends)');
}

/** Removes old run records, and says how many. */
async function tellRemoved({ root, out }: Job, startedAt: string, on: Screen): Promise<void> {
  const removed = await removeOldRuns(out, Date.parse(startedAt));
  if (removed === 0) return;
  const folder = path.relative(root, path.join(out, 'runs'));
  on.say(`brownout: removed ${counted(removed, 'old run')} from ${folder}; the newest are kept`);
}

/** The titles of skipped scenarios, by reason. */
function skippedIn({ notes }: SuiteResults): ReadonlyMap<string, readonly string[]> {
  const titles = new Map<string, readonly string[]>();
  for (const { skipped, scenario } of notes) {
    if (skipped === undefined) continue;
    titles.set(skipped, [...new Set([...(titles.get(skipped) ?? []), scenario])]);
  }
  return titles;
}

function checkShard({ shard, patterns }: ExecuteOptions, files: readonly string[]): void {
  if (!shard || shard.count <= files.length) return;
  throw new HarnessError('bad-argument', {
    expected: `at most as many shards as scenario files: ${files.length}`,
    got: `--shard ${shard.index}/${shard.count}`,
    fix: `Take fewer shards, or name more files than ${patterns.join(' ') || 'those here'}.`,
  });
}
