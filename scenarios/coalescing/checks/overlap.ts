import type { TaskCall } from '../../../index.ts';

/** The first call that began while one before it was under way; null where each waited for the last. */
export function overlapping(calls: readonly TaskCall[]): TaskCall | null {
  let endSeq = -1;
  for (const call of calls) {
    if (call.start.seq < endSeq) return call;
    endSeq = call.end?.seq ?? Number.POSITIVE_INFINITY;
  }
  return null;
}
