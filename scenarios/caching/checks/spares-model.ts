import { check, failed, passed, readTasks, unknown, type Checker } from '../../../index.ts';

/** In the fault phase, no more than `most` calls are at `point` at the same time. */
export function sparesModel(point: string, most: number): Checker {
  return check('spares-model', (trace) => {
    const edges = readTasks(trace)
      .tasks.filter(({ role }) => role === 'during')
      .flatMap(({ calls }) => calls)
      .filter(({ start }) => start.point === point)
      .flatMap(({ start, end }) => [
        { seq: start.seq, change: 1 },
        { seq: end?.seq ?? Number.POSITIVE_INFINITY, change: -1 },
      ])
      .toSorted((a, b) => a.seq - b.seq);
    let now = 0;
    let peak = { seq: 0, calls: 0 };
    for (const { seq, change } of edges) {
      now += change;
      if (now > peak.calls) peak = { seq, calls: now };
    }
    if (peak.calls === 0) return unknown(`no call reached ${point} in the fault phase`);
    if (peak.calls <= most) return passed;
    return failed(
      `${peak.calls} calls were at ${point} at once, which bears ${most}`,
      [peak.seq],
      `spares-model: more calls at once than ${point} bears`,
    );
  });
}
