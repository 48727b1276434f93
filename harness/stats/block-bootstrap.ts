import { demand } from './demand.ts';
import type { Interval } from './wilson.ts';

/** The counts of one stretch of a series: `part` of `whole`. */
export interface Counted {
  readonly part: number;
  readonly whole: number;
}

/** The options of the resampling. */
export interface BootstrapOptions {
  /** Stretches in a block: what is nearer than that may go together. */
  readonly block: number;
  /** Numbers in [0, 1). */
  readonly draw: () => number;
  /** 2000 where left out. */
  readonly times?: number;
  readonly confidence?: number;
}

/**
 * The percentile interval of a share, Σ part / Σ whole, of a series of correlated neighbours, by
 * the moving-block bootstrap. Throws for a series that is shorter than a block or counts nothing.
 * Source: H. R. Künsch, Annals of Statistics 17 (1989) 1217–1241.
 */
export function blockBootstrap(series: readonly Counted[], options: BootstrapOptions): Interval {
  const { block, draw, times = 2000, confidence = 0.95 } = options;
  const starts = series.length - block + 1;
  demand(block >= 1 && starts >= 1, `a series of at least ${block}`, String(series.length));
  demand(
    series.some(({ whole }) => whole > 0),
    'something that was counted',
    'nothing',
  );
  const parts = sums(series, ({ part }) => part);
  const wholes = sums(series, ({ whole }) => whole);
  const blocks = Math.ceil(series.length / block);
  const shares: number[] = [];
  for (let n = 0; n < times; n += 1) {
    let [part, whole] = [0, 0];
    for (let b = 0; b < blocks; b += 1) {
      const from = Math.floor(draw() * starts);
      const to = from + Math.min(block, series.length - b * block);
      part += (parts[to] ?? 0) - (parts[from] ?? 0);
      whole += (wholes[to] ?? 0) - (wholes[from] ?? 0);
    }
    if (whole > 0) shares.push(part / whole);
  }
  shares.sort((a, b) => a - b);
  const tail = (1 - confidence) / 2;
  const at = (share: number) => shares[Math.round(share * (shares.length - 1))] ?? 0;
  return { low: at(tail), high: at(1 - tail) };
}

function sums(series: readonly Counted[], of: (one: Counted) => number): readonly number[] {
  const all = [0];
  for (const one of series) all.push((all.at(-1) ?? 0) + of(one));
  return all;
}
