import { check, failed, passed, unknown, type Checker } from '../../../index.ts';
import { fieldsOf, duringOf } from './deeds.ts';

/**
 * At no time do more than `most` requests of the fault phase wait at `point` without a decision;
 * one that has waited for `lapsesMs` waits no more.
 */
export function boundedQueue(point: string, most: number, lapsesMs: number): Checker {
  return check('bounded-queue', (trace) => {
    const asked = duringOf(trace)
      .flatMap(({ calls }) => calls)
      .filter(({ start }) => start.point === point);
    if (asked.length === 0) return unknown(`${point} was never asked`);
    const undecided = asked.filter(({ end }) => fieldsOf(end?.meaning)['decision'] === undefined);
    for (const { start } of undecided) {
      const waiting = undecided.filter(
        (other) => other.start.seq <= start.seq && start.atMs - other.start.atMs < lapsesMs,
      );
      if (waiting.length <= most) continue;
      return failed(
        `${waiting.length} requests waited at ${point}, ${most} allowed`,
        waiting.map((other) => other.start.seq),
        `bounded-queue: too many requests wait at ${point}`,
      );
    }
    return passed;
  });
}
