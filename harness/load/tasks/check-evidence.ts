import type { KeptTask } from '../../model/load/load-report.ts';
import type { LoadCheckFailure } from '../../model/load/load-checks.ts';
import { outcomes } from '../../model/trace/outcome.ts';
import type { Judged } from './task-judge.ts';

/** What the verdicts of each check rest on, by its name; undefined where there is none such. */
export interface CheckWords {
  /** The task that ended worst of those that failed it. */
  readonly worst: (check: string) => LoadCheckFailure | undefined;
  /** Why the first of those that are unknown is so. */
  readonly doubt: (check: string) => string | undefined;
  /** Why it does not apply to the first that it does not apply to. */
  readonly idle: (check: string) => string | undefined;
}

/** The same, gathered while a load goes on. */
export interface CheckEvidence extends CheckWords {
  readonly see: (judged: Judged) => void;
  /** The tasks that failed worst, each once. */
  readonly kept: () => readonly KeptTask[];
}

/** The most traces that are kept of tasks that failed a check. */
const mostKept = 50;

/** Nothing seen yet; of each check one task is kept. `redact` takes secrets out of what checks say. */
export function checkEvidence(redact: (text: string) => string): CheckEvidence {
  const worst = new Map<string, LoadCheckFailure & Pick<KeptTask, 'responseMs' | 'trace'>>();
  const doubts = new Map<string, string>();
  const idle = new Map<string, string>();
  const said = (words: string | undefined) => (words === undefined ? undefined : redact(words));
  return {
    see: ({ verdicts, arrival, outcome, responseMs, trace }) => {
      for (const { check, verdict } of verdicts) {
        const { result } = verdict;
        if (result === 'unknown' && !doubts.has(check)) doubts.set(check, verdict.reason);
        if (result === 'not-applicable' && !idle.has(check)) idle.set(check, verdict.reason);
        if (result !== 'fail') continue;
        const known = worst.get(check);
        if (known && outcomes.indexOf(known.outcome) >= outcomes.indexOf(outcome)) continue;
        const { reason, evidence } = verdict;
        const { id: task, phase } = arrival;
        const failure = { task, phase: phase.name, outcome, reason, evidence };
        worst.set(check, { ...failure, responseMs, trace });
      }
    },
    worst: (check) => {
      const found = worst.get(check);
      if (!found) return undefined;
      const { task, phase, outcome, reason, evidence } = found;
      return { task, phase, outcome, reason: redact(reason), evidence };
    },
    doubt: (check) => said(doubts.get(check)),
    idle: (check) => said(idle.get(check)),
    kept: () => {
      const byTask = new Map([...worst.values()].map((one) => [one.task, one]));
      return [...byTask.values()]
        .slice(0, mostKept)
        .map(
          ({ task, phase, outcome, responseMs, trace }) =>
            ({ why: 'failed', task, phase, outcome, responseMs, trace }) as const,
        );
    },
  };
}
