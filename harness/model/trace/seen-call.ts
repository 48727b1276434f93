import type { Strike } from '../fault/plan.ts';
import type { Facet } from '../fault/facet.ts';
import { eventsIn, type Trace } from './trace.ts';

/** A call in the fault phase of a run, and its count: a target for faults. */
export interface SeenCall {
  readonly point: string;
  readonly has: readonly Facet[];
  readonly label: string;
  readonly times: number;
  /** Whether it changes the world. */
  readonly acts: boolean;
  /** Whether its reply came in pieces; null where no whole reply came. */
  readonly streamed: boolean | null;
  /** What brings it about; left out where it is made without any fault. */
  readonly after?: Strike;
  /** What each of them asked and was replied, in order; left out where that is not known. */
  readonly replies?: readonly SeenReply[];
}

/** The input of one call, and the meaning of its reply. */
export interface SeenReply {
  readonly input: unknown;
  /** What the reply said; undefined where no whole reply came. */
  readonly meaning: unknown;
  readonly streamed: boolean;
}

/** The calls of a run's fault phase, each label once, in order. */
export function callsIn(trace: Trace): readonly SeenCall[] {
  const during = eventsIn(trace, 'during');
  const ends = new Map(during.flatMap((one) => (one.kind === 'call.end' ? [[one.call, one]] : [])));
  const starts = during.filter((one) => one.kind === 'call.start');
  const byLabel = Map.groupBy(starts, ({ point, label }) => `${point} ${label}`);
  return [...byLabel.values()].flatMap((its): readonly SeenCall[] => {
    const [first] = its;
    if (!first) return [];
    const { point, label } = first;
    const { has = [], effects = [] } = trace.points[point] ?? {};
    const replies = its.map(({ call, input }): SeenReply => {
      const end = ends.get(call);
      const isWhole = end?.outcome === 'replied';
      return {
        input,
        meaning: isWhole ? end.meaning : undefined,
        streamed: (isWhole && end.streamed) ?? false,
      };
    });
    const whole = replies.filter(({ meaning }) => meaning !== undefined);
    const streamed = whole.length === 0 ? null : whole.some((reply) => reply.streamed);
    return [
      {
        point,
        has,
        label,
        times: its.length,
        acts: effects.includes(label),
        streamed,
        replies,
      },
    ];
  });
}
