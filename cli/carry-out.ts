import path from 'node:path';
import type { Matrix } from '../harness/model/matrix.ts';
import { exitCodeOf, summarize } from '../reports/summarize.ts';
import { reporterNamed, reporters } from '../reports/index.ts';
import type { Summary } from '../reports/summary.ts';
import { renderText } from '../reports/text.ts';
import { writeReports } from '../reports/write.ts';
import { exit } from './exit-codes.ts';
import { interrupt } from './interrupt.ts';
import type { Job } from './job.ts';
import { scenarioFiles } from './scenario-files.ts';
import { screen, type Screen } from './screen.ts';
import { suite, type Progress, type SuiteResults } from './suite.ts';
import { version } from './version.ts';

/** A job for the suite, and how its results are told. */
export interface Errand {
  readonly job: Job;
  readonly patterns: readonly string[];
  readonly name?: string;
  readonly shard?: string;
  readonly workers?: number;
  readonly watch?: boolean;
  /** Names of reporters to write files with; all where left out. */
  readonly reporter?: readonly string[];
  readonly allowUnknown?: boolean;
  /** Prints the result; the text report where left out. */
  readonly print?: (summary: Summary, results: SuiteResults, on: Screen) => string;
  readonly matrixOf?: (results: SuiteResults) => Matrix;
  /** In place of the exit code of the summary. */
  readonly exitCode?: (summary: Summary, results: SuiteResults) => number;
}

/** Runs an errand to its end: suite, reports, result on stdout. Returns the exit code. */
export async function carryOut(errand: Errand): Promise<number> {
  const { job } = errand;
  const chosen = (errand.reporter ?? reporters.map(({ name }) => name)).map(reporterNamed);
  const files = await scenarioFiles(errand.patterns, job.root);
  const on = screen();
  const stop = interrupt();
  const startedAt = new Date().toISOString();
  const since = performance.now();
  let code: number = exit.invalid;

  async function conclude(results: SuiteResults): Promise<void> {
    on.done();
    const summary = summarize(results.records, {
      command: ['brownout', ...process.argv.slice(2)].join(' '),
      startedAt,
      tookMs: Math.round(performance.now() - since),
      partial: results.partial,
      version: version(),
      ...(errand.matrixOf ? { matrix: errand.matrixOf(results) } : {}),
      errors: results.errors,
    });
    const paths = await writeReports(summary, job.out, chosen);
    const print = errand.print ?? (() => renderText(summary, on));
    process.stdout.write(`${print(summary, results, on).trimEnd()}\n`);
    for (const file of paths) on.say(`wrote ${path.relative(job.root, file)}`);
    code = codeFor(errand, summary, results);
  }

  try {
    await suite({
      job,
      files,
      ...picked(errand),
      signal: stop.signal,
      onProgress: (progress) => tell(on, progress),
      onDone: conclude,
    });
  } finally {
    on.done();
    stop.release();
  }
  return stop.code() ?? code;
}

function picked({ name, shard, workers, watch }: Errand) {
  return {
    ...(name === undefined ? {} : { name }),
    ...(shard === undefined ? {} : { shard }),
    ...(workers === undefined ? {} : { workers }),
    ...(watch === undefined ? {} : { watch }),
  };
}

function codeFor(errand: Errand, summary: Summary, results: SuiteResults): number {
  if (results.errors.length > 0) return exit.usage;
  if (errand.exitCode) return errand.exitCode(summary, results);
  if (results.records.length === 0) return exit.inconclusive;
  return exitCodeOf(summary, { allowUnknown: errand.allowUnknown ?? false });
}

function tell(on: Screen, { title, done, known }: Progress): void {
  on.doing(`${done} of ${known} known: ${title}`);
}
