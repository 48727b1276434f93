import { check, failed, passed, unknown, type Checker, type TaskCall } from '../../../index.ts';
import { answerOf, callsAt, isGood, requestOf, tasksDuring } from './routing-tasks.ts';

/**
 * What the strong model refused in the fault phase, and the cheap one served in its place, is told of; is
 * nothing risky; and at most `most` calls of that kind are under way at once.
 */
export function declared(most: number): Checker {
  return check('declared', (trace) => {
    const instead: TaskCall[] = [];
    // What a process did that died since belongs to another try.
    for (const task of tasksDuring(trace).filter(({ killed }) => killed === 0)) {
      const fallen = fallbacksOf(callsAt(task, 'grand', 'swift'));
      const [first] = fallen;
      if (!first) continue;
      instead.push(...fallen);
      const seqs = [first.start.seq, task.end?.seq ?? task.start.seq];
      const fail = (what: string) => failed(`task ${task.id} ${what}`, seqs, `declared: ${what}`);
      if (requestOf(task).risk === 'high') return fail('was risky, and given to the cheap model');
      const isTold = answerOf(task)?.status !== 'answered';
      if (fallen.some(isGood) && !isTold) return fail('was given less, and not told of it');
    }
    const crowded = instead.find((one) => underWay(instead, one.start.seq) > most);
    if (crowded) {
      const what = `more than ${most} calls at once in place of the strong model`;
      return failed(what, [crowded.start.seq], `declared: ${what}`);
    }
    return instead.length > 0 ? passed : unknown('nothing was given to the cheap model instead');
  });
}

/** The calls of the cheap model that follow a failed one of the strong model. */
function fallbacksOf(calls: readonly TaskCall[]): readonly TaskCall[] {
  return calls.filter(({ start }, n) => {
    const before = calls[n - 1];
    return start.point === 'swift' && before?.start.point === 'grand' && !isGood(before);
  });
}

function underWay(calls: readonly TaskCall[], seq: number): number {
  return calls.filter(({ start, end }) => {
    return start.seq <= seq && (end?.seq ?? Number.POSITIVE_INFINITY) > seq;
  }).length;
}
