import type { Outcome } from '../../../harness/model/trace/outcome.ts';
import { merged } from '../facts/read-load.ts';
import type { PhaseFacts, Stretch } from '../facts/load-facts.ts';
import { shareNames, type ShareName } from '../../../harness/model/load/share-names.ts';
import type { MarginName } from '../margins.ts';

/** Something that is measured over stretches of a phase. */
export interface LoadMeasure {
  readonly name: string;
  /** The margin that is about it. */
  readonly margin: MarginName;
  readonly unit: 'share' | 'ms' | 'factor';
  /** 1 where more is worse, -1 where less is. */
  readonly sign: 1 | -1;
  /** Whether less of what is worse is better, whatever comes in its place. */
  readonly isPlain: boolean;
  /** Of some stretches together; null where they hold nothing of it. */
  readonly of: (stretches: readonly Stretch[]) => number | null;
  /** Of a share: what is counted in one stretch. */
  readonly part?: (stretch: Stretch) => number;
  /** Of a quantile: which. */
  readonly quantile?: number;
}

/** All that is measured of a phase: goodput, outcomes, response times, and attempts at each point. */
export function measuresOf(phases: readonly PhaseFacts[]): readonly LoadMeasure[] {
  const all = phases.flatMap(({ stretches }) => stretches);
  const points = [...new Set(all.flatMap((one) => Object.keys(one.points)))].toSorted();
  const shares = Object.entries(shareNames) as [ShareName, Outcome | 'dropped'][];
  return [
    share('goodput', -1, ({ right }) => right),
    ...shares.map(([name, of]) =>
      share(name, 1, (one) => (of === 'dropped' ? one.dropped : (one.outcomes[of] ?? 0))),
    ),
    quantile('p50', 0.5),
    quantile('p99', 0.99),
    ...points.map(amplificationAt),
  ];
}

function share(
  name: MarginName,
  sign: LoadMeasure['sign'],
  part: (stretch: Stretch) => number,
): LoadMeasure {
  const of = (stretches: readonly Stretch[]) => {
    const whole = sum(stretches, ({ offered }) => offered);
    return whole === 0 ? null : sum(stretches, part) / whole;
  };
  // Where a task declined, handed on or did less, it may do worse now.
  const isPlain = !['degraded', 'abstained', 'escalated'].includes(name);
  return { name, margin: name, unit: 'share', sign, isPlain, of, part };
}

/** The response that so many tasks do not exceed (ms). */
function quantile(name: 'p50' | 'p99', q: number): LoadMeasure {
  const of = (stretches: readonly Stretch[]) => {
    const counts = merged(stretches.map(({ responses }) => responses));
    const rank = q * sum(counts, ([, count]) => count);
    let seen = 0;
    for (const [us, count] of counts) {
      seen += count;
      if (seen >= rank) return us / 1000;
    }
    return null;
  };
  return { name, margin: name, unit: 'ms', sign: 1, isPlain: true, of, quantile: q };
}

function amplificationAt(point: string): LoadMeasure {
  const of = (stretches: readonly Stretch[]) => {
    const requests = sum(stretches, ({ points }) => points[point]?.requests ?? 0);
    const attempts = sum(stretches, ({ points }) => points[point]?.attempts ?? 0);
    return requests === 0 ? null : attempts / requests;
  };
  const name = `attempts a request at ${point}`;
  return { name, margin: 'amplification', unit: 'factor', sign: 1, isPlain: true, of };
}

/** The sum of a number of each. */
export function sum<T>(list: readonly T[], of: (one: T) => number): number {
  return list.reduce((all, one) => all + of(one), 0);
}
