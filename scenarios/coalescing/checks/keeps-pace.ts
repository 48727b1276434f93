import {
  check,
  failed,
  passed,
  readTasks,
  unknown,
  type Checker,
  type TaskRecord,
} from '../../../index.ts';
import { questionsOf } from './questions.ts';

/** What a slow connection may cost (ms): the others, beyond their time in the baseline; and itself, after the end of the call. */
interface Slack {
  readonly othersMs: number;
  readonly itselfMs: number;
}

/**
 * Where a fault strikes the connection of one reader of a call at `point`, the others are served as fast
 * as in the baseline; and it is served soon after, or left behind.
 */
export function keepsPace(point: string, { othersMs, itselfMs }: Slack): Checker {
  return check('keeps-pace', (trace) => {
    const before = readTasks(trace).tasks.filter(({ role }) => role === 'before');
    let judged = 0;
    for (const { askers, calls } of questionsOf(trace, point)) {
      const slow = askers.filter(({ hits }) => hits.length > 0);
      const isCallStruck = calls.some(({ hits }) => hits.length > 0);
      if (slow.length === 0 || isCallStruck) continue;
      for (const task of askers.filter((one) => !slow.includes(one))) {
        const usual = before.find(({ twin }) => twin === task.twin)?.tookMs;
        if (usual === undefined) return unknown('there is no baseline');
        judged += 1;
        if (task.tookMs <= usual + othersMs) continue;
        return late(task, `waited for others: ${task.tookMs} ms, and ${usual} ms without faults`);
      }
      const saidMs = Math.max(...calls.map(({ end }) => end?.atMs ?? 0));
      const kept = slow.find(({ end }) => end === null || end.atMs > saidMs + itselfMs);
      if (kept) return late(kept, `was kept for more than ${itselfMs} ms after the last word`);
    }
    return judged > 0 ? passed : unknown('no connection was struck beside others');
  });
}

function late({ id, start, end }: TaskRecord, what: string) {
  const seqs = [end?.seq ?? start.seq];
  return failed(`task ${id} ${what}`, seqs, `keeps-pace: a task ${what.replace(/:.*/, '')}`);
}
