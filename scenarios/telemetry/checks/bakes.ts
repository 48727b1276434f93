import { check, eventsOf, failed, passed, unknown, type Checker } from '../../../index.ts';

/** No stage of a rollout begins before what caches hide of the one before it can show, `longestMs` later. */
export function bakes(point: string, longestMs: number): Checker {
  return check('bake-time', (trace) => {
    const stages = eventsOf(trace, 'call.start').filter(
      (call) => call.point === point && call.label === 'PUT /rollouts/:version',
    );
    for (const [index, stage] of stages.entries()) {
      const last = stages[index - 1];
      if (!last || last.task !== stage.task) continue;
      const afterMs = stage.atMs - last.atMs;
      if (afterMs >= longestMs) continue;
      const what = `a stage began ${Math.round(afterMs / 1_000)} s after the one before it`;
      return failed(
        `task ${stage.task}: ${what}, and caches hide what it does for ${longestMs / 1_000} s`,
        [last.seq, stage.seq],
        'bake-time: a stage began too soon',
      );
    }
    return stages.length > 1 ? passed : unknown('no rollout had a second stage');
  });
}
