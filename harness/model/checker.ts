import type { Trace } from './trace.ts';
import { unknown, type Verdict } from './verdict.ts';

/** One claim about a run. `judge` is pure: a saved trace gives the same verdict again. */
export interface Checker {
  /** As reports name it: `exactly-once`. */
  readonly name: string;
  readonly judge: (trace: Trace) => Verdict;
}

/** A checker from a name and a function; for checks of a scenario's own, too. */
export function check(name: string, judge: (trace: Trace) => Verdict): Checker {
  return { name, judge };
}

/** The verdict of a check; one that throws cannot tell, so its verdict is `unknown`. */
export function judgeWith(checker: Checker, trace: Trace): Verdict {
  try {
    return checker.judge(trace);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return unknown(`the check threw: ${what}`);
  }
}
