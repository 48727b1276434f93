import path from 'node:path';
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest-runner/node';
import type { SuiteLog, FileLog, SuiteError } from './results.ts';
import type { Note } from './job.ts';
import { titleOfPart } from './tests/run-parts.ts';
import type { TestMessage } from '../terminal/message.ts';
import { formatError } from '../terminal/format-error.ts';
import { strayWords } from '../terminal/strays.ts';

/** A test or a file that ended, and how far the suite is. */
export interface Progress {
  readonly what: 'test' | 'file';
  readonly title: string;
  readonly file: string;
  readonly filesDone: number;
  readonly files: number;
  /** For a test: its number within its file, and the number of tests of that file. */
  readonly nth?: number;
  readonly ofTests?: number;
  /** The notes of that test, or of all tests of that file. */
  readonly notes: readonly Note[];
  /** The errors of that test, or of loading that file. */
  readonly errors: readonly SuiteError[];
}

/** What a suite reporter writes to and calls. */
export interface SuiteReporterOptions {
  readonly root: string;
  readonly log: SuiteLog;
  /** Called when a run of the whole suite begins. */
  readonly onBegin: () => void;
  readonly onProgress: (progress: Progress) => void;
  /** Called with each message that a test sends while it runs. */
  readonly onMessage: (message: TestMessage) => void;
  /** Called when a run of the whole suite has ended. */
  readonly onEnd: () => Promise<void>;
  /** Whether the suite was stopped; errors of tests are ignored from then on. */
  readonly isStopped: () => boolean;
}

/** Makes a vitest reporter that writes the results of tests into a suite log. */
export function suiteReporter(options: SuiteReporterOptions): Reporter {
  const { root, log, onBegin, onProgress, onMessage, onEnd, isStopped } = options;
  const done = { filesDone: 0, files: 0 };
  return {
    onTestRunStart: (specifications) => {
      onBegin();
      Object.assign(done, { filesDone: 0, files: specifications.length });
      for (const { moduleId } of specifications) {
        log.begin(moduleId, path.relative(root, moduleId));
      }
    },
    onTestModuleCollected: ({ moduleId, children }) => {
      const fileLog = log.file(moduleId);
      fileLog.state = 'begun';
      fileLog.tests = [...children.allTests()].length;
    },
    onTestCaseAnnotate: ({ name }, { message, type }) => {
      onMessage({ title: name, words: message, how: type === 'did' ? 'did' : 'doing' });
    },
    onTestCaseResult: (test) => {
      const fileLog = log.file(test.module.moduleId);
      const errors = isStopped() ? [] : failureOf(test, fileLog, root);
      recordTest(fileLog, test, errors);
      if (test.result().state === 'skipped') return;
      fileLog.testsDone += 1;
      const { file, testsDone: nth, tests: ofTests } = fileLog;
      const notes = notesOf(test);
      onProgress({ what: 'test', title: test.name, file, ...done, nth, ofTests, notes, errors });
    },
    onTestModuleEnd: (module) => {
      const fileLog = log.file(module.moduleId);
      fileLog.state = 'ended';
      done.filesDone += 1;
      const { file } = fileLog;
      const errors = module.errors().map((error) => ({ file, message: formatError(error, root) }));
      for (const error of errors) fileLog.errors.set(error.message, error);
      onProgress({ what: 'file', title: file, file, ...done, notes: notesOf(module), errors });
    },
    onTestRunEnd: async (_modules, strays) => {
      for (const stray of isStopped() ? [] : strays) {
        const id = String(stray['VITEST_TEST_PATH']);
        const { file, errors } = log.file(id);
        const message = strayWords(formatError(stray, root));
        errors.set(message, { file, message });
      }
      await onEnd();
    },
  };
}

/** Records the last notes of tests that were stopped, since vitest reports no end of them. */
export function recordUnfinished(log: SuiteLog, vitest: Vitest): void {
  for (const module of vitest.state.getTestModules()) {
    for (const test of module.children.allTests()) recordTest(log.file(module.moduleId), test, []);
  }
}

function recordTest(fileLog: FileLog, test: TestCase, errors: readonly SuiteError[]): void {
  for (const note of notesOf(test)) fileLog.notes.set(test.id, note);
  for (const error of errors) fileLog.errors.set(error.message, error);
  if (test.result().state === 'skipped') fileLog.leftOut.add(titleOfPart(test.name));
}

function notesOf(of: TestCase | TestModule): readonly Note[] {
  const tests = of.type === 'test' ? [of] : [...of.children.allTests()];
  return tests.flatMap((test) => test.meta().brownout ?? []);
}

function failureOf(test: TestCase, { file }: FileLog, root: string): readonly SuiteError[] {
  const result = test.result();
  if (result.state !== 'failed') return [];
  return result.errors.map((error) => ({
    file,
    message: `${test.name}: ${formatError(error, root)}`,
  }));
}
