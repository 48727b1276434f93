import { check, eventsOf, failed, passed, unknown, type Checker } from '../../../index.ts';

/** From `withinMs` after the faults are off, at least 19 of 20 calls at `point` are answered. */
export function comesBack(point: string, withinMs: number): Checker {
  return check('comes-back', (trace) => {
    const after = trace.events.find((event) => event.kind === 'phase' && event.role === 'after');
    if (!after) return unknown('there is no recovery');
    const begun = eventsOf(trace, 'call.start').filter(
      (call) => call.point === point && call.atMs >= after.atMs + withinMs,
    );
    const numbers = new Set(begun.map(({ call }) => call));
    const answered = eventsOf(trace, 'call.end').filter(
      ({ call, outcome }) => numbers.has(call) && outcome === 'replied',
    );
    if (begun.length === 0) return unknown(`${point} was not called so long after the faults`);
    if (answered.length >= begun.length * 0.95) return passed;
    const what = `${answered.length} of ${begun.length} calls at ${point} were answered`;
    return failed(
      `${what}, ${withinMs / 1_000} s and more after the faults were off`,
      [after.seq, ...begun.slice(0, 1).map(({ seq }) => seq)],
      `comes-back: ${point} stays down`,
    );
  });
}
