import path from 'node:path';
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest-runner/node';
import type { Book, FilePage, SuiteError } from './book.ts';
import type { Note } from './job.ts';
import { titleOfPart } from './run-parts.ts';
import type { Said } from '../terminal/saying.ts';
import { worded } from '../terminal/worded.ts';

/** One piece of work that ended: a test, or all of a file. */
export interface Progress {
  readonly what: 'test' | 'file';
  readonly title: string;
  readonly file: string;
  readonly filesDone: number;
  readonly files: number;
  /** Of a test: which of those of its file it was, and how many there are. */
  readonly nth?: number;
  readonly ofTests?: number;
  /** Of that test, or of all tests of that file. */
  readonly notes: readonly Note[];
  /** Of that test, or of loading that file. */
  readonly errors: readonly SuiteError[];
}

/** Who is told what. */
export interface Bookkeeping {
  readonly root: string;
  readonly book: Book;
  /** Called when a run of the whole suite begins. */
  readonly onBegin: () => void;
  readonly onProgress: (progress: Progress) => void;
  /** Called when a test says what it is at. */
  readonly onSaid: (said: Said) => void;
  /** Called when a run of the whole suite has ended. */
  readonly onEnd: () => Promise<void>;
  /** What fails once the suite was stopped fails of that. */
  readonly isStopped: () => boolean;
}

/** A vitest reporter that enters into a book what the workers say of their tests. */
export function bookkeeper(keeping: Bookkeeping): Reporter {
  const { root, book, onBegin, onProgress, onSaid, onEnd, isStopped } = keeping;
  const done = { filesDone: 0, files: 0 };
  return {
    onTestRunStart: (specifications) => {
      onBegin();
      Object.assign(done, { filesDone: 0, files: specifications.length });
      for (const { moduleId } of specifications) {
        book.begin(moduleId, path.relative(root, moduleId));
      }
    },
    onTestModuleCollected: ({ moduleId, children }) => {
      const page = book.page(moduleId);
      page.state = 'begun';
      page.tests = [...children.allTests()].length;
    },
    onTestCaseAnnotate: ({ name }, { message, type }) => {
      onSaid({ title: name, words: message, how: type === 'did' ? 'did' : 'doing' });
    },
    onTestCaseResult: (test) => {
      const page = book.page(test.module.moduleId);
      const errors = isStopped() ? [] : failureOf(test, page, root);
      enter(page, test, errors);
      if (test.result().state === 'skipped') return;
      page.testsDone += 1;
      const { file, testsDone: nth, tests: ofTests } = page;
      const notes = notesOf(test);
      onProgress({ what: 'test', title: test.name, file, ...done, nth, ofTests, notes, errors });
    },
    onTestModuleEnd: (module) => {
      const page = book.page(module.moduleId);
      page.state = 'ended';
      done.filesDone += 1;
      const { file } = page;
      const errors = module.errors().map((error) => ({ file, message: worded(error, root) }));
      for (const error of errors) page.errors.set(error.message, error);
      onProgress({ what: 'file', title: file, file, ...done, notes: notesOf(module), errors });
    },
    onTestRunEnd: onEnd,
  };
}

/** Of a test that is stopped in the middle no end is reported, only what it said last. */
export function enterLate(book: Book, vitest: Vitest): void {
  for (const module of vitest.state.getTestModules()) {
    for (const test of module.children.allTests()) enter(book.page(module.moduleId), test, []);
  }
}

function enter(page: FilePage, test: TestCase, errors: readonly SuiteError[]): void {
  for (const note of notesOf(test)) page.notes.set(test.id, note);
  for (const error of errors) page.errors.set(error.message, error);
  if (test.result().state === 'skipped') page.leftOut.add(titleOfPart(test.name));
}

function notesOf(of: TestCase | TestModule): readonly Note[] {
  const tests = of.type === 'test' ? [of] : [...of.children.allTests()];
  return tests.flatMap((test) => test.meta().brownout ?? []);
}

function failureOf(test: TestCase, { file }: FilePage, root: string): readonly SuiteError[] {
  const result = test.result();
  if (result.state !== 'failed') return [];
  return result.errors.map((error) => ({ file, message: `${test.name}: ${worded(error, root)}` }));
}
