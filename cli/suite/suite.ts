import { existsSync } from 'node:fs';
import path from 'node:path';
import type { CliOptions, Reporter, Vitest } from 'vitest-runner/node';
import { sleep } from '../../harness/model/clock.ts';
import { keepsCompiled } from '../../harness/run/loader/compile-cache.ts';
import { openVitest } from '../../harness/run/loader/open-vitest.ts';
import { ownFile } from '../../harness/run/loader/own-file.ts';
import { openSuiteLog, resultsOf, type SuiteLog, type SuiteResults } from './results.ts';
import { suiteReporter, recordUnfinished, type Progress } from './reporter.ts';
import type { Job } from './job.ts';
import { aborted } from '../terminal/interrupt.ts';
import type { TestMessage } from '../terminal/message.ts';
import type { Shard } from '../terminal/shard.ts';
import { workers, workersFor, type Workers } from './workers.ts';

/** What to run, and the callbacks of a suite. */
export interface SuiteOptions {
  readonly job: Job;
  readonly files: readonly string[];
  readonly shard?: Shard;
  /** The number of worker processes. */
  readonly workers?: number;
  readonly watch?: boolean;
  /** Called when the suite begins, and before every rerun of watch mode. */
  readonly onBegin: () => void;
  /** Called when a test or a file ends; `soFar` gives all results by then. */
  readonly onProgress: (progress: Progress, soFar: () => Promise<SuiteResults>) => void;
  /** Called with each message of a test. */
  readonly onMessage: (message: TestMessage) => void;
  /** Called when the suite has ended, and after every rerun of watch mode. */
  readonly onDone: (results: SuiteResults) => Promise<void>;
  /** Stops the suite; finished work keeps its results. */
  readonly signal: AbortSignal;
}

/** Runs scenario files under vitest, which loads, filters, shards, watches and distributes them. */
export async function suite(options: SuiteOptions): Promise<void> {
  const { signal, job, watch = false } = options;
  const log = openSuiteLog();
  const results = () => resultsOf(log.files(), signal.aborted);
  const reporter = suiteReporter({
    root: job.root,
    log,
    onBegin: options.onBegin,
    onProgress: (progress) => options.onProgress(progress, () => resultsOf(log.files(), true)),
    onMessage: options.onMessage,
    onEnd: async () => {
      if (watch && !signal.aborted) await options.onDone(await results());
    },
    isStopped: () => signal.aborted,
  });
  const staff = workers(signal);
  const vitest = await openVitest({ ...settings(options, staff, reporter), root: job.root });
  const stopped = aborted(signal);
  try {
    const run = vitest.start();
    await Promise.race([run, stopped]);
    if (watch) await stopped;
    if (signal.aborted) {
      await lastWords(vitest, run);
      await lastPages(log, vitest);
    }
  } finally {
    if (signal.aborted) await halt(vitest, staff);
    else await vitest.close();
  }
  if (signal.aborted) recordUnfinished(log, vitest);
  if (!watch) await options.onDone(await results());
}

function settings(options: SuiteOptions, { pool }: Workers, reporter: Reporter): CliOptions {
  const { job, files, shard, watch = false } = options;
  const spread =
    options.workers ?? workersFor({ isOnWire: job.mode === 'wire', isWatching: watch });
  return {
    watch,
    include: files.map((file) => literal(path.relative(job.root, file))),
    exclude: [],
    pool,
    isolate: false,
    execArgv: [...keepsCompiled],
    runner: ownFile(new URL('scenario-runner.ts', import.meta.url)),
    provide: { brownout: job },
    reporters: [reporter],
    silent: true,
    testTimeout: Math.min(1_800_000 + job.runs * 60_000, 2_000_000_000),
    dangerouslyIgnoreUnhandledErrors: true,
    passWithNoTests: true,
    watchTriggerPatterns: [agentCode(options)],
    ...(shard === undefined ? {} : { shard: `${shard.index}/${shard.count}` }),
    ...(spread === undefined ? {} : { maxWorkers: spread }),
  };
}

/** A glob that matches exactly this path. */
function literal(file: string): string {
  return file.replaceAll(/[\\()[\]{}!*?+@|]/g, '\\$&');
}

/**
 * Files whose change reruns every scenario, since no scenario imports an agent of a process of its
 * own.
 */
function agentCode({ job, files }: SuiteOptions) {
  const isOurs = (file: string) => !path.relative(job.out, file).startsWith('..');
  return {
    pattern: /\.([cm]?[jt]sx?|py)$/,
    testsToRun: (file: string) =>
      files.includes(file) || isOurs(file) || /\/node_modules\//.test(file) ? null : [...files],
  };
}

const lastWordsMs = 1_000;
const closeMs = 3_000;

/** Gives workers a moment to report. */
async function lastWords(vitest: Vitest, run: Promise<unknown>): Promise<void> {
  const cancelled = vitest.cancelCurrentRun('keyboard-input');
  const ended = Promise.allSettled([cancelled, run]);
  await Promise.race([ended, sleep(lastWordsMs)]);
}

const writeMs = 15_000;

/** Waits a moment for stopped searches to write their results. */
async function lastPages(log: SuiteLog, vitest: Vitest): Promise<void> {
  recordUnfinished(log, vitest);
  const notes = log.files().flatMap((file) => [...file.notes.values()]);
  const files = notes.flatMap(({ search }) => search ?? []);
  const every = 50;
  for (let ms = 0; ms < writeMs && !files.every((file) => existsSync(file)); ms += every) {
    await sleep(every);
  }
}

async function halt(vitest: Vitest, staff: Workers): Promise<void> {
  const closed = staff.end().then(() => vitest.close());
  await Promise.race([closed.catch(() => {}), sleep(closeMs)]);
}
