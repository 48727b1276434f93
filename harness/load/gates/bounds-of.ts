import type { StreamBounds } from '../counts/sample-count.ts';
import type { Clause } from './slo.ts';

/** The limits that times are compared with while they are counted (ms). */
export function boundsOf(clauses: readonly Clause[]): {
  readonly boundsMs: readonly number[];
  readonly streamBounds: StreamBounds;
} {
  const of = (kind: keyof StreamBounds) =>
    distinct(clauses.filter(({ metric }) => metric.kind === 'stream' && metric.of === kind));
  return {
    boundsMs: distinct(clauses.filter(({ metric }) => metric.kind === 'quantile')),
    streamBounds: { ttft: of('ttft'), gap: of('gap'), tpot: of('tpot') },
  };
}

function distinct(clauses: readonly Clause[]): readonly number[] {
  return [...new Set(clauses.map(({ limit }) => limit))];
}
