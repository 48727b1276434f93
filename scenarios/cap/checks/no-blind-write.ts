import { check, failed, passed, readTasks, type Checker } from '../../../index.ts';

/** No task changed the world at `point` without a true reply of `critical` before it. */
export function noBlindWrite(point: string, critical: string): Checker {
  return check('no-blind-write', (trace) => {
    for (const { id, calls, effects } of readTasks(trace).tasks) {
      const blind = effects.find(
        (effect) =>
          effect.point === point &&
          !calls.some(
            ({ start, end }) =>
              start.point === critical &&
              end?.outcome === 'replied' &&
              end.taint === '' &&
              end.seq < effect.seq,
          ),
      );
      if (blind) {
        const what = `${blind.does} was made without ${critical}`;
        return failed(`task ${id}: ${what}`, [blind.seq], `no-blind-write: ${what}`);
      }
    }
    return passed;
  });
}
