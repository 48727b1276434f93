import path from 'node:path';
import { HarnessError } from '../../harness/model/error.ts';
import type { Matrix } from '../../harness/model/trace/matrix.ts';
import { exitCodeOf } from '../../reports/summary/exit-code.ts';
import { reporterNamed, reporters } from '../../reports/index.ts';
import { summarize } from '../../reports/summary/summarize.ts';
import type { ReportMeta, Summary } from '../../reports/summary/summary.ts';
import { renderText } from '../../reports/text.ts';
import { counted } from '../../reports/words/wording.ts';
import { writeReports } from '../../reports/files/write.ts';
import { keptRuns, type SuiteResults } from './results.ts';
import { checkpoints } from './checkpoints.ts';
import { exit } from '../exit-codes.ts';
import { atScreen } from '../terminal/at-screen.ts';
import type { Job } from './job.ts';
import { nothingDone } from './nothing-done.ts';
import { removeOldRuns } from '../files/old-runs.ts';
import { showProgress, showMessage } from '../terminal/progress.ts';
import { openOut } from '../files/out-folder.ts';
import { scenarioFiles } from '../files/scenario-files.ts';
import type { Screen } from '../terminal/screen.ts';
import type { Shard } from '../terminal/shard.ts';
import { sweep } from './sweep.ts';
import { reportMeta, tellSuite, type TellSuiteOptions } from './tell-suite.ts';

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
  const { job, watch = false } = options;
  const chosen = options.reporter?.map(reporterNamed) ?? reporters;
  const files = await scenarioFiles(options.patterns, job.root);
  checkShard(options, files);
  await openOut(job.out);
  return await atScreen(async (on, signal) => {
    let meta = reportMeta();
    let isRerun = false;
    let code: number = exit.invalid;
    const checkpoint = checkpoints((results) =>
      writeReports(summaryOf(options, results, meta), job.out, chosen, keptRuns(results)),
    );
    const tell = showProgress(on, job);
    // Vitest takes longer to load than a mistake in the command line takes to tell.
    const { suite } = await import('./suite.ts');
    try {
      await suite({
        ...options,
        files,
        signal,
        onBegin: () => {
          if (isRerun) meta = reportMeta();
          isRerun = true;
        },
        onProgress: (progress, soFar) => {
          tell(progress);
          if (!watch) checkpoint.pass(soFar);
        },
        onMessage: showMessage(on),
        onDone: async (results) => {
          on.done();
          await checkpoint.end();
          const vain = signal.aborted ? null : nothingDone(options, results);
          if (vain && !watch) throw vain;
          if (vain) on.say(`brownout: ${vain.message}`);
          code = await conclude(options, results, { on, chosen, meta });
        },
      });
    } finally {
      if (signal.aborted) await sweep(job.out);
    }
    return code;
  });
}

type Meta = ReturnType<typeof reportMeta>;

function summaryOf({ job, matrixOf }: ExecuteOptions, results: SuiteResults, meta: Meta): Summary {
  const { records, tallies, searches, errors } = results;
  return summarize(records, {
    ...metaOf(job, results, meta),
    ...(matrixOf ? { matrix: matrixOf(results) } : {}),
    tallies,
    searches,
    errors,
  });
}

function metaOf({ verb, runs }: Job, { partial }: SuiteResults, meta: Meta): ReportMeta {
  return { ...meta(partial), ...(verb === 'run' && runs > 1 ? { runsEach: runs } : {}) };
}

/** What `brownout merge` makes one report of. */
function partOf(
  { job, shard }: ExecuteOptions,
  results: SuiteResults,
  meta: Meta,
): TellSuiteOptions['part'] {
  if (!shard) return null;
  const { records, tallies, errors } = results;
  const searches = results.searches.map((searched) => ({ place: 0, searched }));
  const came = { meta: metaOf(job, results, meta), records, tallies, searches, errors };
  return { version: 1, kind: 'suite', verb: 'run', ...shard, ...came };
}

async function conclude(
  options: ExecuteOptions,
  results: SuiteResults,
  { meta, ...telling }: Pick<TellSuiteOptions, 'on' | 'chosen'> & { readonly meta: Meta },
): Promise<number> {
  const { job, print, isForMachine, otlp = null, allowUnknown = false } = options;
  const { on } = telling;
  const { errors } = results;
  const summary = summaryOf(options, results, meta);
  await tellSuite(summary, {
    ...telling,
    root: job.root,
    out: job.out,
    otlp,
    runs: keptRuns(results),
    part: partOf(options, results, meta),
    text: print?.(summary, results, on) ?? renderText(summary, on),
    notes: [
      ...(isForMachine ? errors.map(({ file, message }) => `${file}: ${message}`) : []),
      ...skippedIn(results),
    ],
    what: summary.findings.length > 0 ? 'each finding as a timeline' : 'how every task ended',
  });
  await tellRemoved(job, summary.meta.startedAt, on);
  tellNext(options, on);
  if (options.exitCode && errors.length === 0) return options.exitCode(summary, results);
  return exitCodeOf(summary, { allowUnknown });
}

function tellNext({ job, watch }: ExecuteOptions, on: Screen): void {
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

/** How many scenarios were skipped, by reason. */
function skippedIn({ notes }: SuiteResults): readonly string[] {
  const skipped = notes.filter((note) => note.skipped !== undefined);
  return [...Map.groupBy(skipped, (note) => note.skipped)].map(([why, its]) => {
    const titles = new Set(its.map(({ scenario }) => scenario));
    return `skipped ${titles.size} of the scenarios: ${why}`;
  });
}

function checkShard({ shard, patterns }: ExecuteOptions, files: readonly string[]): void {
  if (!shard || shard.count <= files.length) return;
  throw new HarnessError('bad-argument', {
    expected: `at most as many shards as scenario files: ${files.length}`,
    got: `--shard ${shard.index}/${shard.count}`,
    fix: `Take fewer shards, or name more files than ${patterns.join(' ') || 'those here'}.`,
  });
}
