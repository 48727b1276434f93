import { check, failed, passed, readTasks, unknown, type Checker } from '../../../index.ts';

/** No task changed the world at `point` without a true reply of `critical` before it. */
export function noBlindWrite(point: string, critical: string): Checker {
  return check('no-blind-write', (trace) => {
    let writes = 0;
    for (const { id, calls, effects } of readTasks(trace).tasks) {
      const sound = calls.filter(({ start, end }) => {
        return start.point === critical && end?.outcome === 'replied' && end.taint === '';
      });
      for (const effect of effects.filter((it) => it.point === point)) {
        writes += 1;
        if (sound.some(({ end }) => end !== null && end.seq < effect.seq)) continue;
        const what = `${effect.does} was made without ${critical}`;
        return failed(`task ${id}: ${what}`, [effect.seq], `no-blind-write: ${what}`);
      }
    }
    return writes > 0 ? passed : unknown(`nothing was ever written at ${point}`);
  });
}
