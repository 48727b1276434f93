import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  createVitest,
  type Reporter,
  type TestCase,
  type TestModule,
  type Vitest,
} from 'vitest/node';
import type { RunRecord } from '../harness/model/run-record.ts';
import type { Job, Note } from './job.ts';

/** What is to be run, and who is told. */
export interface SuiteOptions {
  readonly job: Job;
  readonly files: readonly string[];
  /** A regular expression on scenario titles. */
  readonly name?: string;
  /** `1/3`. */
  readonly shard?: string;
  readonly workers?: number;
  readonly watch?: boolean;
  /** Called as each piece of work ends. */
  readonly onProgress?: (progress: Progress) => void;
  /** Called when all is done; in watch mode, after every rerun. */
  readonly onDone: (results: SuiteResults) => Promise<void>;
  /** Stops the suite where it is; what is done is kept. */
  readonly signal?: AbortSignal;
}

/** One piece of work that ended. */
export interface Progress {
  readonly title: string;
  readonly done: number;
  /** Pieces known so far; files are loaded one by one. */
  readonly known: number;
  readonly note: Note | null;
}

/** A file or a run that could not be carried out. */
export interface SuiteError {
  readonly file: string;
  readonly message: string;
}

/** All that came of a suite. */
export interface SuiteResults {
  readonly records: readonly RunRecord[];
  readonly notes: readonly Note[];
  readonly errors: readonly SuiteError[];
  readonly partial: boolean;
}

/** Runs scenario files under vitest: it loads, filters, shards, watches and spreads them. */
export async function suite(options: SuiteOptions): Promise<void> {
  const book = bookkeeper(options);
  const vitest = await createVitest({
    watch: options.watch ?? false,
    config: false,
    root: options.job.root,
    include: [...options.files],
    exclude: [],
    pool: 'forks',
    isolate: false,
    runner: runnerFile(),
    provide: { brownout: options.job },
    reporters: [book.reporter],
    silent: true,
    testTimeout: 1_800_000,
    dangerouslyIgnoreUnhandledErrors: true,
    passWithNoTests: true,
    ...(options.name === undefined ? {} : { testNamePattern: options.name }),
    ...(options.shard === undefined ? {} : { shard: options.shard }),
    ...(options.workers === undefined ? {} : { maxWorkers: options.workers }),
  });
  const stop = () => void halt(vitest);
  options.signal?.addEventListener('abort', stop, { once: true });
  try {
    await vitest.start();
    if (options.watch) await until(options.signal);
  } finally {
    options.signal?.removeEventListener('abort', stop);
    await vitest.close();
  }
  if (!options.watch) await options.onDone(await book.results());
}

/** Built, it is JavaScript; in the repository it runs from source. */
function runnerFile(): string {
  const source = fileURLToPath(new URL('scenario-runner.ts', import.meta.url));
  return existsSync(source) ? source : source.replace(/\.ts$/, '.js');
}

async function halt(vitest: Vitest): Promise<void> {
  await vitest.cancelCurrentRun('keyboard-input');
  await vitest.close();
}

function until(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) resolve();
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });
}

function bookkeeper(options: SuiteOptions) {
  let notes: Note[] = [];
  let errors: SuiteError[] = [];
  let known = 0;
  let done = 0;

  const reporter: Reporter = {
    onTestRunStart: () => {
      notes = [];
      errors = [];
      known = 0;
      done = 0;
    },
    onTestModuleCollected: (module) => {
      known += [...module.children.allTests()].length;
      errors.push(...errorsOf(module));
    },
    onTestCaseResult: (testCase) => {
      const note = testCase.meta().brownout ?? null;
      if (note) notes.push(note);
      errors.push(...failureOf(testCase));
      done += 1;
      options.onProgress?.({ title: testCase.name, done, known, note });
    },
    onTestRunEnd: async (modules, unhandled) => {
      // A worker that died says so here, and nowhere else.
      for (const error of unhandled) {
        if (/worker|exited|terminated/i.test(error.message)) {
          errors.push({ file: modules[0]?.relativeModuleId ?? '', message: error.message });
        }
      }
      if (options.watch) await options.onDone(await results());
    },
  };

  async function results(): Promise<SuiteResults> {
    const files = [...new Set(notes.flatMap((note) => note.records))].toSorted();
    const records = await Promise.all(
      files.map(async (file) => JSON.parse(await readFile(file, 'utf8')) as RunRecord),
    );
    return { records, notes, errors, partial: options.signal?.aborted ?? false };
  }

  return { reporter, results };
}

function errorsOf(module: TestModule): SuiteError[] {
  return module
    .errors()
    .map((error) => ({ file: module.relativeModuleId, message: worded(error) }));
}

function failureOf(testCase: TestCase): SuiteError[] {
  const result = testCase.result();
  if (result.state !== 'failed') return [];
  const file = testCase.module.relativeModuleId;
  return result.errors.map((error) => ({ file, message: `${testCase.name}: ${worded(error)}` }));
}

function worded(error: { readonly name?: string; readonly message: string }): string {
  return error.name === 'HarnessError'
    ? error.message
    : `${error.name ?? 'Error'}: ${error.message}`;
}
