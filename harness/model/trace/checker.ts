import { inspect } from 'node:util';
import { z } from 'zod';
import { HarnessError } from '../error.ts';
import { isObject } from '../json/walk.ts';
import { type Kind } from '../options/kinds.ts';
import { demandArgument, shown } from '../options/strict.ts';
import type { Trace } from './trace.ts';
import { failed, passed, results, unknown, type Verdict } from './verdict.ts';

/** One claim about a run. `judge` is pure: a saved trace gives the same verdict again. */
export interface Checker {
  /** As reports name it: `exactly-once`. */
  readonly name: string;
  /** Judges a trace, with what the checks of the run allow; pure. */
  readonly judge: (trace: Trace, allowed?: Allowance) => Verdict;
  /** The names that it uses; a scenario that lacks one is refused. */
  readonly names?: Names;
  /** `run` where it compares tasks with one another; left out where each task can be judged by itself. */
  readonly over?: 'run';
  /** Whether an answer in full may tell what another task was told; the outcomes of the run allow it then, too. */
  readonly allowsCached?: boolean;
  /** The points whose replies it takes as evidence; to the outcomes of the run they are evidence then, too. */
  readonly evidence?: readonly string[];
}

/** What answers may rest on, as the checks of a run say. */
export type Allowance = Pick<Checker, 'allowsCached' | 'evidence'>;

/** The points, and labels of effects, that a check uses. */
export interface Names {
  readonly points?: readonly string[];
  readonly effects?: readonly string[];
}

/** What a check asks about, and what of: each task by itself where `over` is left out, as under load. */
export interface CheckOptions extends Names {
  readonly over?: 'run';
}

/**
 * The return value of a check: whether its claim holds, or a verdict, of which only `result` is
 * required.
 */
export type Ruling =
  | boolean
  | {
      readonly result: Verdict['result'];
      /** The name of the check by default. */
      readonly reason?: string;
      readonly evidence?: readonly number[];
      /** The reason by default. */
      readonly signature?: string;
    };

/**
 * Creates a checker from a name and a function. `false` fails with the name as its reason; a value
 * that is neither a boolean nor a verdict throws `bad-scenario`.
 *
 * @example check('answers in time', (trace) => eventsOf(trace, 'task.end').every(isInTime))
 */
export function check(
  name: string,
  judge: (trace: Trace, allowed: Allowance) => Ruling,
  options: CheckOptions = {},
): Checker {
  demandArgument(options, named, { who: 'check(…)', fix: 'Leave it out, or write { … }.' });
  const { over, ...names } = options;
  if (typeof name === 'string' && name !== '' && typeof judge === 'function') {
    const whole = over === undefined ? {} : { over };
    return {
      name,
      judge: (trace, allowed = {}) => verdictFrom(name, judge(trace, allowed)),
      names,
      ...whole,
    };
  }
  throw new HarnessError('bad-argument', {
    expected: "check(…) to be given a name and a function: check('polite', (trace) => …)",
    got: `${shown(name)} and ${shown(judge)}`,
    fix: 'Give both.',
  });
}

const named: Kind = { words: 'an object of what it names', fits: isObject };

/** The verdict of a check, made by `check` or not; `unknown` if it throws. */
export function judgeWith(checker: Checker, trace: Trace, allowed: Allowance): Verdict {
  try {
    return verdictFrom(checker.name, checker.judge(trace, allowed));
  } catch (error) {
    if (error instanceof HarnessError) throw error;
    const what = error instanceof Error ? error.message : String(error);
    return unknown(`the check threw: ${what}`);
  }
}

const text = z.string().optional();
const rulingSchema = z.object({
  result: z.enum([...results, 'not-applicable']),
  reason: text,
  evidence: z.array(z.int().min(0)).optional(),
  signature: text,
});

function verdictFrom(name: string, ruling: unknown): Verdict {
  // By far the most frequent, and not to be taken apart twice for each check of each run.
  if (ruling === passed) return passed;
  if (typeof ruling === 'boolean') return ruling ? passed : failed(name);
  const { data } = rulingSchema.safeParse(ruling);
  if (!data) throw noVerdict(name, ruling);
  const { result, evidence } = data;
  const reason = data.reason || name;
  if (result === 'fail') return failed(reason, evidence, data.signature || reason);
  return result === 'pass' ? passed : { result, reason };
}

function noVerdict(name: string, ruling: unknown): HarnessError {
  const isPromise = ruling instanceof Promise;
  // What it comes to is of no interest, and must not end the process.
  if (isPromise) ruling.catch(() => {});
  return new HarnessError('bad-scenario', {
    expected: `a verdict or a boolean from check ${JSON.stringify(name)}`,
    got: isPromise ? 'a Promise' : wordFor(ruling),
    fix: isPromise
      ? 'A check reads the trace and returns at once: make it a plain function.'
      : 'Return true or false, or passed, failed(reason), unknown(reason) or notApplicable(reason).',
  });
}

function wordFor(value: unknown): string {
  const words = inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY });
  return words.length > 100 ? `${words.slice(0, 100)}…` : words;
}
