import type { Counted } from '../block-bootstrap.ts';
import { demand } from '../demand.ts';
import { zOf } from '../normal-quantile.ts';
import { studentOf } from '../student-quantile.ts';
import { wilson, type Estimate } from '../wilson.ts';

/**
 * The share at each level of a curve, Σ part / Σ whole over its runs, with intervals that hold the truth at
 * all levels together with 95 % confidence. Each is the wider of two of Wilson's at Šidák's share of the
 * confidence: that for all that was counted, and that for the effective sample which the spread between runs
 * leaves, with t in place of z. An error for a level of fewer than two runs, or with an empty run. Source: Z.
 * Šidák, JASA 62 (1967) 626–633; the effective sample of E. L. Korn, B. I. Graubard, Survey Methodology 24
 * (1998) 193–201; Wilson's interval for it, N. Dean, M. Pagano, Journal of Survey Statistics and Methodology 3
 * (2015) 484–503.
 */
export function simultaneousBand(
  levels: readonly (readonly Counted[])[],
  confidence = 0.95,
): readonly Estimate[] {
  const each = confidence ** (1 / levels.length);
  return levels.map((runs) => shareOfRuns(runs, each));
}

function shareOfRuns(runs: readonly Counted[], confidence: number): Estimate {
  demand(runs.length >= 2, 'at least two runs', String(runs.length));
  demand(
    runs.every(({ whole }) => whole > 0),
    'runs with something in them',
    'one with nothing',
  );
  const whole = runs.reduce((sum, run) => sum + run.whole, 0);
  const value = runs.reduce((sum, run) => sum + run.part, 0) / whole;
  const residual = runs.reduce((sum, run) => sum + (run.part - value * run.whole) ** 2, 0);
  const variance = (residual / whole ** 2) * (runs.length / (runs.length - 1));
  const scaled = (n: number, by: number) => n * (zOf(0.95) / by) ** 2;
  const counted = scaled(whole, zOf(confidence));
  const spread = scaled((value * (1 - value)) / variance, studentOf(confidence, runs.length - 1));
  const n = variance > 0 ? Math.min(counted, spread) : counted;
  return { value, ...wilson(value * n, n) };
}
