import { check, failed, passed, unknown, type Checker } from '../../../index.ts';

/**
 * Once calls at `point` have failed `failures` times in a row, those that follow are probes, until
 * one succeeds: never two at the same time, and no more than one each `resetMs`.
 */
export function oneProbe(point: string, failures: number, resetMs: number): Checker {
  return check('one-probe', (trace) => {
    let lastMs: number | undefined;
    const flying = new Set<number>();
    let inARow = 0;
    for (const event of trace.events) {
      if (event.kind === 'call.start' && event.point === point && inARow >= failures) {
        // Timers on the wire may fire a little early, and requests take their time to arrive.
        const isHasty = lastMs !== undefined && event.atMs - lastMs < resetMs * 0.9;
        if (flying.size > 0 || isHasty) {
          const what = `a probe of ${point} came on top of another`;
          return failed(what, [event.seq], `one-probe: ${what}`);
        }
        flying.add(event.call);
        lastMs = event.atMs;
      }
      if (event.kind !== 'call.end' || event.point !== point) continue;
      flying.delete(event.call);
      inARow = event.outcome === 'replied' ? 0 : inARow + 1;
    }
    return lastMs === undefined ? unknown(`${point} was never probed`) : passed;
  });
}
