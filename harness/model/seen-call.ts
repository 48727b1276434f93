import type { PointKind } from './point.ts';
import type { Trace } from './trace.ts';

/** A call that an agent makes without faults in the storm, and how often, so that faults can be aimed at it. */
export interface SeenCall {
  readonly point: string;
  readonly kind: PointKind;
  readonly label: string;
  readonly times: number;
  /** Whether it changes the world. */
  readonly acts: boolean;
  /** Whether its reply came in pieces; null where no whole reply came. */
  readonly streamed: boolean | null;
}

/** The calls of a run's storm, each label once, in order. */
export function callsIn({ events, points }: Trace): readonly SeenCall[] {
  const from = events.findIndex((one) => one.kind === 'phase' && one.phase === 'storm');
  const to = events.findIndex((one) => one.kind === 'phase' && one.phase === 'calm');
  const seen = new Map<string, SeenCall>();
  const keys = new Map<number, string>();
  for (const event of events.slice(Math.max(from, 0), to === -1 ? undefined : to)) {
    if (event.kind === 'call.start') {
      const { point, label, call } = event;
      const { kind = 'api', effects = [] } = points[point] ?? {};
      const key = `${point} ${label}`;
      const { times = 0, streamed = null } = seen.get(key) ?? {};
      const acts = effects.includes(label);
      seen.set(key, { point, kind, label, times: times + 1, acts, streamed });
      keys.set(call, key);
    }
    const before = event.kind === 'call.end' ? seen.get(keys.get(event.call) ?? '') : undefined;
    if (before && event.kind === 'call.end' && event.outcome === 'replied') {
      const streamed = event.streamed ?? before.streamed ?? false;
      seen.set(`${before.point} ${before.label}`, { ...before, streamed });
    }
  }
  return [...seen.values()];
}
