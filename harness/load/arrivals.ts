import type { Draw } from '../model/random.ts';
import type { OpenLoop } from '../model/phase.ts';
import { normalQuantile } from '../stats/normal-quantile.ts';

/**
 * When tasks arrive in a phase (ms since it began), in order: by a clock of their own, never by the
 * system's speed. `constant`: one every 1/λ. `poisson`: gaps of −ln U/λ. `gamma`: gaps of that
 * shape, as many as the rate asks for, rescaled so that together they last as long as the phase.
 */
export function* arrivalTimes(
  { rate, arrivals, shape, lastsMs }: OpenLoop,
  draw: Draw,
): Generator<number> {
  const gapMs = 1000 / rate;
  if (arrivals === 'gamma')
    return yield* rescaled(lastsMs, Math.round(lastsMs / gapMs), () => gamma(shape, draw));
  // A sum of many gaps would drift away from a constant rate.
  if (arrivals === 'constant') {
    for (let n = 0; n * gapMs < lastsMs; n += 1) yield n * gapMs;
    return;
  }
  for (let atMs = exponential(draw) * gapMs; atMs < lastsMs; atMs += exponential(draw) * gapMs)
    yield atMs;
}

/** In (0, 1]: the logarithm of 0 is none. */
function exponential(draw: Draw): number {
  return -Math.log(1 - draw());
}

/** The last gap ends with the phase, so that no arrival falls on its end. */
function* rescaled(lastsMs: number, count: number, gap: () => number): Generator<number> {
  const gaps = Array.from({ length: count }, gap);
  const scale = lastsMs / gaps.reduce((sum, one) => sum + one, 0);
  let atMs = 0;
  for (const one of gaps) {
    yield atMs;
    atMs += one * scale;
  }
}

/** A draw from the gamma distribution of scale 1. Source: G. Marsaglia, W. W. Tsang, ACM TOMS 26 (2000) 363–372. */
function gamma(shape: number, draw: Draw): number {
  if (shape < 1) return gamma(shape + 1, draw) * (1 - draw()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const u = draw();
    const x = normalQuantile(Math.min(Math.max(u, Number.EPSILON), 1 - Number.EPSILON));
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - draw()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}
