import { existsSync } from 'node:fs';
import path from 'node:path';
import type { CliOptions, Reporter, Vitest } from 'vitest-runner/node';
import { sleep } from '../../harness/model/clock.ts';
import { openVitest } from '../../harness/run/loader/open-vitest.ts';
import { ownFile } from '../../harness/run/loader/own-file.ts';
import { openSuiteLog, resultsOf, type SuiteLog, type SuiteResults } from './results.ts';
import { suiteReporter, recordUnfinished, type Progress } from './reporter.ts';
import type { Job } from './job.ts';
import type { TestMessage } from '../terminal/message.ts';
import type { Shard } from './shard.ts';
import { workers, workersFor, type Workers } from './workers.ts';

/** What is to be run, and who is told. */
export interface SuiteOptions {
  readonly job: Job;
  readonly files: readonly string[];
  readonly shard?: Shard;
  /** Processes to spread files over. */
  readonly workers?: number;
  readonly watch?: boolean;
  /** Called when work begins; in watch mode, for every rerun. */
  readonly onBegin: () => void;
  /** Called as each piece of work ends; `soFar` gives all that came by then. */
  readonly onProgress: (progress: Progress, soFar: () => Promise<SuiteResults>) => void;
  /** Called when a test says what it is at. */
  readonly onMessage: (message: TestMessage) => void;
  /** Called when all is done; in watch mode, after every rerun. */
  readonly onDone: (results: SuiteResults) => Promise<void>;
  /** Stops the suite where it is; what is done is kept. */
  readonly signal: AbortSignal;
}

/** Runs scenario files under vitest: it loads, filters, shards, watches and spreads them. */
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

/** A path as a pattern that matches nothing else. */
function literal(file: string): string {
  return file.replaceAll(/[\\()[\]{}!*?+@|]/g, '\\$&');
}

/** An agent in a process of its own is imported by no scenario: a change to it concerns them all. */
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

/** A moment for the workers to tell what they have done so far. */
async function lastWords(vitest: Vitest, run: Promise<unknown>): Promise<void> {
  const cancelled = vitest.cancelCurrentRun('keyboard-input');
  const ended = Promise.allSettled([cancelled, run]);
  await Promise.race([ended, sleep(lastWordsMs)]);
}

const writeMs = 15_000;

/** A search that is stopped writes down what it has shown by then: a moment for that, too. */
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

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
