import { check, failed, passed, unknown, type Checker, type TaskRecord } from '../../../index.ts';
import { deedsOf, duringOf, segmentOf } from './deeds.ts';

/**
 * A segment with `most` tasks of wrong actions in the fault phase does nothing after them; a
 * segment that meets neither these nor a fault does all that its tasks declare. Tasks say their
 * segment in their input.
 */
export function segmentGate(most: number, owedFor: (order: string) => number): Checker {
  return check('segment-gate', (trace) => {
    const segments = Map.groupBy(duringOf(trace), ({ start }) => segmentOf(start.input));
    let demoted = 0;
    for (const [segment, tasks] of segments) {
      const wrong = tasks.filter((task) => isWrong(task));
      const last = wrong[most - 1];
      if (last) {
        demoted += 1;
        const after = tasks.slice(tasks.indexOf(last) + 1).flatMap(({ effects }) => effects);
        const seqs = after.map(({ seq }) => seq);
        const what = `${segment} goes on after ${most} wrong tasks`;
        if (after.length > 0) return failed(what, seqs, `segment-gate: ${what}`);
      }
      const isAfter = wrong.length === 0 && tasks.every(({ hits }) => hits.length === 0);
      const idle = isAfter ? tasks.find(isIdle) : undefined;
      if (!idle) continue;
      const what = `${segment} stopped for the fault of another`;
      return failed(`task ${idle.id}: ${what}`, [idle.start.seq], `segment-gate: ${what}`);
    }
    return demoted > 0 ? passed : unknown(`no segment had ${most} wrong tasks`);
  });

  function isWrong(task: TaskRecord): boolean {
    return deedsOf([task]).some(({ args }) => args.amount !== owedFor(args.order ?? ''));
  }
}

function isIdle({ start, effects }: TaskRecord): boolean {
  const wanted = Object.values(start.shouldDo ?? {}).reduce<number>(
    (sum, count) => sum + Number(count),
    0,
  );
  return effects.length < wanted;
}
