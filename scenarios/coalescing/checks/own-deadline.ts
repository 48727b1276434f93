import { check, failed, passed, unknown, type Checker } from '../../../index.ts';
import { isFull, isStruckBeside, isWithdrawn, questionsOf } from './questions.ts';

/** What is asked of those who wait. */
interface Patience {
  /** What a task may take beyond its own time (ms). */
  readonly slackMs: number;
  /** Who has so much time or more is answered in full (ms). */
  readonly enoughMs: number;
}

/**
 * Whoever asks in the fault phase ends within its own time, however long the call lasts that it shares;
 * and a call at `point` that hangs is not waited for by those who have time for another.
 */
export function ownDeadline(point: string, { slackMs, enoughMs }: Patience): Checker {
  return check('own-deadline', (trace) => {
    const askers = questionsOf(trace, point)
      .flatMap((question) => question.askers)
      .filter((task) => !isWithdrawn(task) && task.killed === 0);
    for (const task of askers) {
      const { within } = task.start.input as { readonly within: number };
      const seqs = [task.end?.seq ?? task.start.seq];
      if (task.tookMs > within + slackMs) {
        const reason = `task ${task.id} took ${task.tookMs} ms, and had ${within} ms`;
        return failed(reason, seqs, 'own-deadline: a task took longer than it had');
      }
      if (within < enoughMs || isFull(task) || isStruckBeside(task, point)) continue;
      const what = `was not answered in full, though it had ${enoughMs} ms or more`;
      return failed(`task ${task.id} ${what}`, seqs, `own-deadline: a task ${what}`);
    }
    const isTried = askers.some((task) => !isFull(task));
    return isTried ? passed : unknown('nobody had less time than the call took');
  });
}
