import type { Clock } from '../../model/clock.ts';
import type { Event } from '../../model/trace/trace.ts';

/** When a reply's pieces were sent, as the end of its call has it. */
export type PieceTimes = Pick<Extract<Event, { kind: 'call.end' }>, 'firstByteMs' | 'gapsMs'>;

/** Times the pieces of the reply to a call that came at `startMs`; those less than 1 ms apart are one. */
export function pieceTimes(
  { nowMs }: Pick<Clock, 'nowMs'>,
  startMs: number,
): {
  readonly sent: () => void;
  readonly times: () => PieceTimes;
} {
  const gaps = new Map<number, number>();
  let firstByteMs: number | undefined;
  let lastMs = 0;
  return {
    sent: () => {
      const now = nowMs();
      const gap = Math.round(now - lastMs);
      if (firstByteMs === undefined) firstByteMs = now - startMs;
      else if (gap < 1) return;
      else gaps.set(gap, (gaps.get(gap) ?? 0) + 1);
      lastMs = now;
    },
    times: () => ({
      ...(firstByteMs !== undefined && { firstByteMs }),
      ...(gaps.size > 0 && { gapsMs: [...gaps].toSorted(([a], [b]) => a - b) }),
    }),
  };
}
