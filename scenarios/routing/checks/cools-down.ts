import { check, failed, passed, unknown, type Checker } from '../../../index.ts';

/** When a model is left alone. */
interface Cooling {
  readonly failures: number;
  readonly coolMs: number;
}

/**
 * Once calls at `point` have failed so often in a row, others begin no sooner than `coolMs` later, and one
 * at a time, until one goes well; and nothing but the router tries again: no call is made twice by one task.
 */
export function coolsDown(point: string, { failures, coolMs }: Cooling): Checker {
  return check('cools-down', (trace) => {
    const flying = new Set<number>();
    let inARow = 0;
    let sinceMs = 0;
    let probes = 0;
    for (const event of trace.events) {
      if (event.kind === 'call.start' && event.point === point) {
        const fail = (what: string) => failed(what, [event.seq], `${name}: ${what}`);
        if (event.site.attempt > 1)
          return fail(`a call at ${point} was made again beneath the router`);
        if (inARow >= failures) {
          // Timers on the wire may fire a little early.
          const isEarly = event.atMs - sinceMs < coolMs * 0.9;
          if (isEarly || flying.size > 0) return fail(`${point} was not left alone after failing`);
          flying.add(event.call);
          probes += 1;
        }
      }
      if (event.kind !== 'call.end' || event.point !== point) continue;
      // What was under way before the pause began says nothing of how it is kept.
      const isProbe = flying.delete(event.call);
      const isWell = event.outcome === 'replied';
      inARow = isWell ? 0 : inARow + 1;
      if (!isWell && (isProbe || inARow <= failures)) sinceMs = event.atMs;
    }
    return probes > 0 ? passed : unknown(`${point} was not tried after a pause`);
  });
}

const name = 'cools-down';
