import { check, eventsOf, failed, passed, unknown, type Checker } from '../../../index.ts';

/** Of a call that many make at `point`, at most `most` come within a second once each was made before. */
export function noHerd(point: string, label: string, most: number): Checker {
  return check('no-herd', (trace) => {
    const firstMs = trace.events.find((event) => event.kind === 'task.start')?.atMs ?? 0;
    // Nodes that start know nothing yet, so all must ask.
    const calls = eventsOf(trace, 'call.start').filter(
      (call) => call.point === point && call.label === label && call.atMs > firstMs + 5_000,
    );
    for (const [index, call] of calls.entries()) {
      const oldest = calls[index - most];
      if (!oldest || call.atMs - oldest.atMs >= 1_000) continue;
      const what = `more than ${most} calls ${label} came to ${point} within a second`;
      return failed(what, [oldest.seq, call.seq], `no-herd: ${label} at ${point}`);
    }
    return calls.length > most ? passed : unknown(`${label} was hardly called at ${point}`);
  });
}
