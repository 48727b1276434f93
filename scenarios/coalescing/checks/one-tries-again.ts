import { check, failed, passed, unknown, type Checker, type TaskRecord } from '../../../index.ts';
import { overlapping } from './overlap.ts';
import { isWithdrawn, questionsOf } from './questions.ts';

/**
 * A call at `point` that failed in the fault phase is made again by one of those who wait, one at a time
 * and at most `mostCalls` in all; and nobody is left without a word before that, while there is time.
 */
export function oneTriesAgain(point: string, mostCalls: number): Checker {
  return check('one-tries-again', (trace) => {
    const broken = questionsOf(trace, point).filter(({ calls }) =>
      calls.some(({ end }) => end?.outcome === 'failed' || end?.outcome === 'broken'),
    );
    for (const { text, askers, calls } of broken) {
      const of = `calls at ${point} for "${text}"`;
      const second = overlapping(calls);
      if (second) {
        const what = 'several tried again at once';
        return failed(`${calls.length} ${of}: ${what}`, [second.start.seq], `${name}: ${what}`);
      }
      const extra = calls[mostCalls];
      if (extra) {
        const reason = `${calls.length} ${of}, ${mostCalls} allowed`;
        return failed(reason, [extra.start.seq], `${name}: too many calls`);
      }
      const forsaken = calls.length < mostCalls && askers.find(isForsaken);
      if (!forsaken) continue;
      const reason = `task ${forsaken.id} got no word after ${calls.length} of ${mostCalls} ${of}`;
      return failed(reason, [forsaken.end?.seq ?? 0], `${name}: given up`);
    }
    return broken.length > 0 ? passed : unknown(`no call at ${point} failed`);
  });
}

const name = 'one-tries-again';

/** Whether a task was sent away with nothing, though it had time left. */
function isForsaken(task: TaskRecord): boolean {
  const { ending, start, tookMs } = task;
  const { within } = start.input as { readonly within: number };
  const { text } = (ending.how === 'answered' ? ending.answer : {}) as { readonly text?: string };
  return !text && tookMs < within && !isWithdrawn(task);
}
