import {
  check,
  failed,
  passed,
  readTasks,
  unknown,
  type Checker,
  type TaskCall,
  type Trace,
} from '../../../index.ts';
import { deedsOf, fieldsOf, segmentOf } from './deeds.ts';

/**
 * Once a review at `point` did not come, nothing more is done for that segment (a point of that
 * name) until `after` good reviews in a row have come.
 */
export function stepsBack(point: string, after: number): Checker {
  return check('steps-back', (trace) => {
    const reviews = reviewsAt(trace, point);
    for (const { task, effect, start } of deedsOf(readTasks(trace).tasks)) {
      const mine = reviews.filter(({ segment }) => segment === start.point);
      const before = mine.filter((review) => review.seq < start.seq && review.heardBy < start.seq);
      const missed = before.findLast(({ wrong }) => wrong === null);
      if (!missed) continue;
      if (hasEarned(before.slice(before.indexOf(missed) + 1), after)) continue;
      const what = `${effect.does} without reviews`;
      const reason = `task ${task.id}: ${what}`;
      return failed(reason, [missed.seq, effect.seq], `steps-back: ${what}`);
    }
    return reviews.some(({ wrong }) => wrong === null) ? passed : unknown('every review came');
  });
}

/** Whether so many good reviews in a row were ever among them. */
function hasEarned(reviews: readonly Asked[], after: number): boolean {
  let good = 0;
  return reviews.some(({ wrong }) => {
    good = wrong === 0 ? good + 1 : 0;
    return good >= after;
  });
}

/** A review that was asked for; `wrong` is null where none came that reads as one. */
interface Asked {
  readonly seq: number;
  readonly segment: string;
  readonly wrong: number | null;
  /** When the desk knew: the next review shows that it waited no longer for this one. */
  readonly heardBy: number;
}

function reviewsAt(trace: Trace, point: string): readonly Asked[] {
  const calls = readTasks(trace)
    .tasks.flatMap((task) => task.calls)
    .filter(({ start }) => start.point === point)
    .toSorted((a, b) => a.start.seq - b.start.seq);
  return calls.map((call, index) => {
    const segment = segmentOf(call.start.input);
    const next = calls.slice(index + 1).find(({ start }) => segmentOf(start.input) === segment);
    const ended = call.end?.seq ?? Number.POSITIVE_INFINITY;
    const heardBy = Math.min(ended, next?.start.seq ?? Number.POSITIVE_INFINITY);
    return { seq: call.start.seq, segment, wrong: wrongIn(call), heardBy };
  });
}

/** What the review says. That it is a true one, nobody could tell: only that it is one. */
function wrongIn({ start, end }: TaskCall): number | null {
  const { wrong, request } = fieldsOf(end?.meaning);
  const isOne = end?.outcome === 'replied' && Number.isInteger(wrong);
  return isOne && request === fieldsOf(start.input)['request'] ? Number(wrong) : null;
}
