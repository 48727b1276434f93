import { check, failed, passed, unknown, type Checker } from '../../../index.ts';
import { sectionsIn, sentDuring, type Sent } from './sent.ts';

/** What a prompt must hold, and what it may lose, the most important first. */
interface Priorities {
  readonly mandatory: readonly string[];
  readonly optional: readonly string[];
}

/**
 * No prompt of the fault phase is too long for the model; each holds all that it must, and lost
 * nothing that is more important than what it kept. Some lost something, or nothing was tried.
 */
export function withinBudget({ mandatory, optional }: Priorities): Checker {
  return check('within-budget', (trace) => {
    const sent = sentDuring(trace);
    for (const one of sent) {
      const what = wrongWith(one);
      if (what === null) continue;
      const reason = `task ${one.task}: ${what}`;
      return failed(reason, [one.call.start.seq], `within-budget: ${what}`);
    }
    const isCut = sent.some(({ text }) =>
      optional.some((name) => !sectionsIn(text).includes(name)),
    );
    return isCut ? passed : unknown('everything fitted');
  });

  function wrongWith({ text, call }: Sent): string | null {
    if (call.end?.status === 400) return 'a prompt that is too long for the model';
    const names = sectionsIn(text);
    const lost = mandatory.find((name) => !names.includes(name));
    if (lost !== undefined) return `a prompt that lost its ${lost}`;
    const gone = optional.findIndex((name) => !names.includes(name));
    const kept =
      gone === -1 ? undefined : optional.slice(gone).find((name) => names.includes(name));
    return kept === undefined ? null : `a prompt that lost its ${optional[gone]} and kept ${kept}`;
  }
}
