import { check, failed, passed, unknown, type Checker } from '../../../index.ts';
import { callsAt, tasksDuring } from './routing-tasks.ts';

/** A band, and the number of tasks in a row that it is asked of. */
interface Band {
  /** The share of first calls that the strong model may get (0–1). */
  readonly mostShare: number;
  readonly inARow: number;
}

/** Of so many tasks in a row of the fault phase no larger share begins with the strong model, or an alarm is raised. */
export function shareInBand({ mostShare, inARow }: Band): Checker {
  return check('share-in-band', (trace) => {
    const during = tasksDuring(trace);
    const first = during
      .flatMap((task) => callsAt(task, 'swift', 'grand')[0] ?? [])
      .toSorted((a, b) => a.start.seq - b.start.seq);
    if (first.length < inARow) return unknown(`fewer than ${inARow} tasks were routed`);
    if (during.some((task) => callsAt(task, 'ops').length > 0)) return passed;
    const windows = first.slice(inARow - 1).map((_, from) => first.slice(from, from + inARow));
    for (const window of windows) {
      const strong = window.filter(({ start }) => start.point === 'grand');
      if (strong.length <= inARow * mostShare) continue;
      const what = `${strong.length} of ${inARow} tasks went to the strong model, and nobody was told`;
      const seqs = strong.map(({ start }) => start.seq);
      return failed(what, seqs, 'share-in-band: too many went to the strong model unnoticed');
    }
    return passed;
  });
}
