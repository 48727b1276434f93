import { check, failed, passed, readTasks, unknown, type Checker } from '../../../index.ts';

/** Each rollback of the fault phase is confirmed by one of `points` within `withinMs`. */
export function rollsBack(points: readonly string[], withinMs: number): Checker {
  return check('rolls-back', (trace) => {
    const asked = readTasks(trace).tasks.filter(({ role, start }) => {
      return role === 'during' && (start.input as { readonly do?: string }).do === 'roll back';
    });
    for (const { id, start, calls } of asked) {
      const isDone = calls.some(
        ({ start: call, end }) =>
          points.includes(call.point) &&
          call.label === 'PUT /version' &&
          end?.outcome === 'replied' &&
          end.atMs - start.atMs <= withinMs,
      );
      if (isDone) continue;
      const what = `no rollback was confirmed within ${withinMs / 1_000} s`;
      return failed(`task ${id}: ${what}`, [start.seq], `rolls-back: ${what}`);
    }
    return asked.length > 0 ? passed : unknown('no rollback was asked for in the fault phase');
  });
}
