import { check, failed, passed, readTasks, unknown, type Checker } from '../../../index.ts';

/** What `point` once said, and when. */
interface Told {
  readonly nonce: string;
  readonly task: string;
  readonly atMs: number;
}

/**
 * An answer of the storm that repeats what `point` told an earlier task does so within `boundMs`,
 * and lists `point` as stale.
 */
export function staleWithin(point: string, boundMs: number): Checker {
  return check('stale-within', (trace) => {
    const { tasks } = readTasks(trace);
    const told = tasks.flatMap(({ id, calls }) =>
      calls.flatMap(({ start, end }): readonly Told[] =>
        start.point === point && end?.outcome === 'replied'
          ? noncesIn(end.meaning).map((nonce) => ({ nonce, task: id, atMs: end.atMs }))
          : [],
      ),
    );
    let repeats = 0;
    for (const { id, phase, calls, end, ending } of tasks) {
      if (phase !== 'storm' || ending.how !== 'answered' || !end) continue;
      const said = noncesIn(ending.answer);
      const old = told.find(({ nonce, task }) => task !== id && said.includes(nonce));
      if (!old) continue;
      repeats += 1;
      // It was taken from the cache when the tool had failed, not when the answer was done.
      const failedAt = calls.findLast(({ start }) => start.point === point)?.end;
      const ageMs = (failedAt?.atMs ?? end.atMs) - old.atMs;
      const { stale } = ending.answer as { readonly stale: readonly { readonly tool: string }[] };
      const isListed = stale.some(({ tool }) => tool.startsWith(`${point}/`));
      if (ageMs <= boundMs && isListed) continue;
      const what = isListed ? `older than ${boundMs} ms` : 'undisclosed';
      return failed(
        `task ${id}: ${point} of ${ageMs} ms ago, ${what}`,
        [end.seq],
        `stale-within: ${what}`,
      );
    }
    return repeats > 0 ? passed : unknown(`no answer repeated what ${point} had said before`);
  });
}

function noncesIn(value: unknown): readonly string[] {
  return JSON.stringify(value).match(/\b[A-Z][A-Z0-9]{0,7}-[0-9a-z]{8}\b/g) ?? [];
}
